interface ChoiceProps {
  id: string;
  options: { value: string; label: string }[];
  value: string;
  invalid: boolean;
  onValue: (value: string) => void;
}

/** More options than this are a list to open. */
const RADIOS = 6;

/** One of several: all in view when they are few. */
export function Choice({ id, options, value, invalid, onValue }: ChoiceProps) {
  if (options.length > RADIOS) {
    return (
      <select
        id={id}
        aria-invalid={invalid}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {/* Without a value nothing is chosen yet. */}
        {!options.some((option) => option.value === value) && <option value={value} />}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      {options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValue(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </>
  );
}
