import { Avatar } from './avatar.tsx';
import { useSetting, useTexts } from './setting.ts';

/** Who the page acts as. There is no log-in: trying both sides is the point. */
export function PersonaSwitch({ onPersona }: { onPersona: (user: string) => void }) {
  const { world, as } = useSetting();
  const texts = useTexts();
  return (
    <div class="persona">
      <Avatar user={as} />
      <label>
        <span class="small">{texts.youAre}</span>
        <select value={as} onChange={(event) => onPersona(event.currentTarget.value)}>
          {world.personas.map(({ user, name, guest }) => (
            <option key={user} value={user}>
              {guest ? `${name} (${texts.guest})` : name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
