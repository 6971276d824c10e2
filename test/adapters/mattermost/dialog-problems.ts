import type { Dialog, DialogElement } from '../../../adapters/mattermost/dialog.ts';

const bytes = (text = '') => Buffer.byteLength(text);

/** What a Mattermost server says of a dialog (server/public/model/integration_action.go, Dialog.IsValid). */
export function dialogProblems({ title, elements }: Dialog): string[] {
  const names = elements.map(({ name }) => name);
  return [
    ...(title === '' || bytes(title) > 24 ? [`title of ${bytes(title)} bytes`] : []),
    ...(new Set(names).size < names.length ? ['a name twice'] : []),
    ...elements.flatMap((element) => elementProblems(element).map((says) => `${element.name}: ${says}`)),
  ];
}

function elementProblems(element: DialogElement): string[] {
  const { type, display_name, name, help_text, placeholder, options = [] } = element;
  const value = element.default ?? '';
  const room = { text: 150, textarea: 3000, select: 3000, bool: 150, radio: Number.POSITIVE_INFINITY }[type];
  return [
    ...(display_name === '' || bytes(display_name) > 24 ? ['display name'] : []),
    ...(name === '' || bytes(name) > 300 ? ['name'] : []),
    ...(bytes(help_text) > 150 ? ['help text'] : []),
    ...(bytes(placeholder) > room ? ['placeholder'] : []),
    ...(type !== 'bool' && bytes(value) > room ? ['default'] : []),
    ...(type === 'bool' && !['', 'true', 'false'].includes(value) ? ['default of a box'] : []),
    ...((type === 'select' || type === 'radio') && value !== '' && !options.some((one) => one.value === value)
      ? ['default that is no option']
      : []),
    ...(options.some((one) => one.text.trim() === '' || one.value.trim() === '') ? ['an empty option'] : []),
  ];
}
