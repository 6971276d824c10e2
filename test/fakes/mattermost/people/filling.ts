import { objectsOf, textOf } from '../../shared/json.ts';
import type { DialogValue, OpenDialog } from '../world/client.ts';

/** Types or picks something in a field, named by its element's name or its label; picks by value or by their text. */
export function enter(dialog: OpenDialog, field: string, value: DialogValue): void {
  const elements = objectsOf(dialog.spec.elements);
  const found =
    elements.find(({ name }) => name === field) ??
    elements.find(({ display_name }) => display_name === field);
  if (!found) {
    const there = elements.map(({ name, display_name }) => `${textOf(name)} (${textOf(display_name)})`);
    throw new Error(`no field "${field}"; there is: ${there.join(', ')}`);
  }
  const options = objectsOf(found.options);
  const pick = (one: string) =>
    options.find((option) => option.value === one || option.text === one)?.value ?? one;
  const picked = Array.isArray(value) ? value.map((one) => textOf(pick(one))) : value;
  const entered =
    typeof picked === 'string' && (found.type === 'select' || found.type === 'radio')
      ? textOf(pick(picked))
      : picked;
  dialog.entered.set(textOf(found.name), entered);
}

/** The names of fields the client itself objects to: nothing where something must be, or too short (webapp). */
export function objections(dialog: OpenDialog): string[] {
  return objectsOf(dialog.spec.elements).flatMap((element) => {
    const name = textOf(element.name);
    const value = dialog.entered.get(name) ?? textOf(element.default);
    const empty = value === '' || (Array.isArray(value) && value.length === 0);
    const missing = empty && element.optional !== true && element.type !== 'bool';
    const short =
      typeof value === 'string' &&
      !empty &&
      ['text', 'textarea'].includes(textOf(element.type)) &&
      value.length < Number(element.min_length ?? 0);
    return missing || short ? [name] : [];
  });
}
