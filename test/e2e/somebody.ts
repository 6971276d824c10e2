import { expect } from '@jest/globals';
import type { Person as InMattermost } from '../fakes/mattermost/people/person.ts';
import type { Shown as MattermostShown } from '../fakes/mattermost/reading/shown.ts';
import type { Person as InSlack } from '../fakes/slack/people/person.ts';
import type { Shown as SlackShown } from '../fakes/slack/reading/shown.ts';
import { until } from './until.ts';

/** A person of one of the two fakes. */
export type Somebody = InSlack | InMattermost;
/** A message as they see it. */
export type Seen = SlackShown | MattermostShown;

type Where = { readonly id: string } | 'direct';

const isInSlack = (person: Somebody): person is InSlack => 'modal' in person;

/** Types a command; `text` comes behind `/idee`. */
export async function type(person: Somebody, text: string, where: Where): Promise<void> {
  if (isInSlack(person)) expect((await person.command('/idee', text, where)).error).toBeNull();
  else expect(await person.command('/idee', text, where)).toBeNull();
}

/** Types a command, and waits for its answer, which that person alone sees. */
export async function ask(person: Somebody, text: string, where: Where): Promise<Seen> {
  return told(person, `the answer to "${text}"`, () => type(person, text, where));
}

/** Does something, and waits for what is then said to that person alone. */
export async function told(person: Somebody, what: string, deed: () => Promise<unknown>): Promise<Seen> {
  const before = keyOf(person.whisper);
  await deed();
  return until(what, async () => keyOf(person.whisper) !== before && person.whisper);
}

/** Presses a button of a message. */
export async function press(person: Somebody, on: Seen, label: string): Promise<void> {
  if (isInSlack(person) && 'ts' in on) expect((await person.press(on, label)).error).toBeNull();
  else if (!isInSlack(person) && 'id' in on) expect(await person.press(on, label)).toBeNull();
  else throw new Error('a message of the other chat');
}

/** Presses, and waits for the answer. */
export const pressAndHear = (person: Somebody, on: Seen, label: string): Promise<Seen> =>
  told(person, `the answer to ${label}`, () => press(person, on, label));

/** The form before them, once it has fields: what stands in them, in order. */
export function formOf(person: Somebody): { values: string[] } | null {
  const fields: readonly { value: string }[] =
    (isInSlack(person) ? person.modal : person.dialog)?.fields ?? [];
  return fields.length > 0 ? { values: fields.map(({ value }) => value) } : null;
}

/** Sends the form before them, and waits for the answer. */
export async function submit(person: Somebody, values: Readonly<Record<string, string>> = {}): Promise<Seen> {
  await until('the form', async () => formOf(person));
  return told(person, 'what is said of the form', async () => {
    if (isInSlack(person)) expect((await person.submit(values)).error).toBeNull();
    else expect(await person.submit(values)).toBeNull();
  });
}

/** What was said to them where they are alone with the box. */
export const directTo = (person: Somebody): Seen[] => [...person.sees('direct')];

/** A text as it reads: without the signs that show nothing, any space an ordinary one. */
export const readsAs = ({ text }: Seen): string =>
  text.replace(/\u200B/g, '').replace(/[\u00A0\u202F]/g, ' ');

function keyOf(seen: Seen | null): string | null {
  if (!seen) return null;
  return 'ts' in seen ? seen.ts : seen.id;
}
