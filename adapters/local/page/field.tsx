import type { FieldView } from '../wire.ts';
import { Choice } from './choice.tsx';
import { useSetting, useTexts } from './setting.ts';

interface FieldProps {
  field: FieldView;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
}

/** Used characters are shown from this part of the limit on. */
const NEAR = 0.7;

/** One field with its help, its counter and its error. Nothing typed is ever cut: the counter says so. */
export function Field({ field, value, error, onValue }: FieldProps) {
  const { lang } = useSetting();
  const texts = useTexts();
  const id = `field-${field.id}`;
  const described = [field.help && `${id}-help`, `${id}-count`, error && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const shared = { id, 'aria-describedby': described, 'aria-invalid': error !== undefined };

  const label = (
    <>
      {field.label}
      {field.optional && field.kind !== 'checkbox' && (
        <span class="optional" lang={lang}>
          {' '}
          ({texts.optional})
        </span>
      )}
    </>
  );
  const notes = (
    <>
      {field.help && (
        <p id={`${id}-help`} class="help">
          {field.help}
        </p>
      )}
      <p id={`${id}-count`} class="count" lang={lang}>
        {'max' in field && field.max !== undefined && <Count used={[...value].length} max={field.max} />}
      </p>
      {error && (
        <p id={`${id}-error`} class="error">
          {error}
        </p>
      )}
    </>
  );

  switch (field.kind) {
    case 'one-of':
      return (
        <fieldset class="field" aria-describedby={described} aria-invalid={error !== undefined}>
          <legend>{label}</legend>
          <Choice
            id={id}
            options={field.options}
            value={value}
            invalid={error !== undefined}
            onValue={onValue}
          />
          {notes}
        </fieldset>
      );
    case 'checkbox':
      return (
        <div class="field">
          <label class="choice">
            <input
              {...shared}
              type="checkbox"
              checked={value === 'yes'}
              onChange={(event) => onValue(event.currentTarget.checked ? 'yes' : '')}
            />
            <span>{label}</span>
          </label>
          {notes}
        </div>
      );
    case 'area':
      return (
        <div class="field">
          <label for={id}>{label}</label>
          <textarea
            {...shared}
            rows={5}
            value={value}
            placeholder={field.placeholder}
            required={!field.optional}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          {notes}
        </div>
      );
    case 'input':
    case 'address':
      return (
        <div class="field">
          <label for={id}>{label}</label>
          <input
            {...shared}
            type="text"
            inputMode={field.kind === 'address' ? 'url' : undefined}
            value={value}
            placeholder={field.placeholder}
            required={!field.optional}
            autocomplete="off"
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          {notes}
        </div>
      );
  }
}

/** Unicode code points, as the box counts them. */
function Count({ used, max }: { used: number; max: number }) {
  const texts = useTexts();
  if (used > max) return <strong class="error">{texts.tooMany(used - max)}</strong>;
  return <span>{used >= max * NEAR && texts.count(used, max)}</span>;
}
