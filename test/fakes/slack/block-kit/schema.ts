import { objectOf } from '../../shared/json.ts';

/** Something Slack refuses, and where: a JSON pointer such as /blocks/0/text/text. */
export interface Problem {
  readonly message: string;
  readonly pointer: string;
}

/** Looks at a value and names what is wrong with it. Nothing wrong: an empty list. */
export type Check = (value: unknown, pointer: string) => Problem[];

const wrong = (message: string, pointer: string): Problem[] => [{ message, pointer }];

/** As Slack writes it into response_metadata.messages. */
export function inSlacksWords({ message, pointer }: Problem): string {
  return `${message} [json-pointer:${pointer}]`;
}

/** A string of `min` to `max` characters, UTF-16 units as sent: an entity such as &amp; counts five. */
export function string(max: number, min = 1): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return wrong('must be a string', pointer);
    if (value.length > max) return wrong(`must be less than ${max + 1} characters`, pointer);
    return value.length < min ? wrong(`must be more than ${min - 1} characters`, pointer) : [];
  };
}

/** An address http or https of at most `max` characters. */
export function url(max: number): Check {
  const text = string(max);
  return (value, pointer) => {
    const problems = text(value, pointer);
    if (problems.length > 0) return problems;
    return /^(https?|slack|mailto):/.test(String(value)) ? [] : wrong('invalid url', pointer);
  };
}

export const boolean: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : wrong('must be a boolean', pointer);

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Check {
  return (value, pointer) => {
    if (!Number.isInteger(value)) return wrong('must be an integer', pointer);
    if (Number(value) < min) return wrong(`must be greater than or equal to ${min}`, pointer);
    return Number(value) > max ? wrong(`must be less than or equal to ${max}`, pointer) : [];
  };
}

/** One of these strings. */
export function oneOf(...values: readonly string[]): Check {
  return (value, pointer) =>
    values.includes(String(value)) ? [] : wrong(`must be a valid enum value`, pointer);
}

/** An array of `min` to `max` items, each right. */
export function list(item: Check, max: number, min = 1): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return wrong('must be an array', pointer);
    if (value.length > max) return wrong(`no more than ${max} items allowed`, pointer);
    if (value.length < min) return wrong(`no fewer than ${min} items allowed`, pointer);
    return value.flatMap((one, index) => item(one, `${pointer}/${index}`));
  };
}

/** Anything; what a fake for an idea box needs not look into. */
export const anything: Check = () => [];

/** An object with these fields and no others. */
export function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, pointer) => {
    const given = objectOf(value);
    if (!given) return wrong('must be an object', pointer);
    const missing = Object.keys(required).filter((key) => given[key] === undefined);
    return [
      ...missing.flatMap((key) => wrong(`missing required field: ${key}`, pointer)),
      ...Object.entries(given).flatMap(([key, field]) => {
        const check = required[key] ?? optional[key];
        return check
          ? check(field, `${pointer}/${key}`)
          : wrong(`invalid additional property: ${key}`, pointer);
      }),
    ];
  };
}

/** An object whose `type` says which of these it is. */
export function typed(kinds: Readonly<Record<string, Check>>): Check {
  return (value, pointer) => {
    const type = objectOf(value)?.type;
    if (typeof type !== 'string') return wrong('missing required field: type', pointer);
    const check = kinds[type];
    return check ? check(value, pointer) : wrong(`unsupported type: ${type}`, pointer);
  };
}

/** Both. */
export function all(...checks: readonly Check[]): Check {
  return (value, pointer) => checks.flatMap((check) => check(value, pointer));
}

/** At least one of these fields has to be there; exactly one when `exactly`. */
export function needs(keys: readonly string[], exactly = false): Check {
  return (value, pointer) => {
    const given = objectOf(value);
    const found = keys.filter((key) => given?.[key] !== undefined);
    if (found.length === 0) return wrong(`missing required field: ${keys.join(' or ')}`, pointer);
    return exactly && found.length > 1 ? wrong(`only one of ${keys.join(', ')} is allowed`, pointer) : [];
  };
}
