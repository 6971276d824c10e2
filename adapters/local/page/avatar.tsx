import { BulbIcon } from './icons.tsx';
import { useSetting } from './setting.ts';

/** A round picture: initials on the persona's colour, or the box's bulb (`user` null). Said by no reader. */
export function Avatar({ user }: { user: string | null }) {
  const { world } = useSetting();
  const index = world.personas.findIndex((persona) => persona.user === user);
  const initials = world.personas[index]?.name.split(' ').map((part) => part.slice(0, 1));
  return (
    <span class="avatar" data-tone={index < 0 ? 'box' : index} aria-hidden="true">
      {initials ? `${initials[0] ?? ''}${initials.at(-1) ?? ''}` : <BulbIcon />}
    </span>
  );
}
