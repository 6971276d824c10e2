import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Answer, LaterShown } from '../../../src/chat/arrival.ts';
import type { Message } from '../../../src/chat/message.ts';
import { buttons, FOR, ideaForm, note, privately, state } from '../../contract/samples.ts';
import { until } from '../../contract/wait.ts';
import type { MattermostChannel } from '../../fakes/mattermost/people/mattermost-channel.ts';
import type { Shown } from '../../fakes/mattermost/reading/shown.ts';
import { WholeAdapter } from './whole-adapter.ts';

let whole: WholeAdapter;
let labo: MattermostChannel;
/** How what is known later is to be shown, each time it was asked for. */
let asked: (LaterShown | undefined)[];

beforeEach(async () => {
  asked = [];
  whole = await WholeAdapter.start();
  labo = whole.team.channel('labo', { members: [whole.anais, whole.yann] });
});
afterEach(() => whole.close());

/** Lets the box answer so from now on; gives the way to say what is known later. */
function followed(first: string): (message: Message | null) => void {
  let tell: (message: Message | null) => void = () => {};
  const told = new Promise<Message | null>((resolve) => {
    tell = resolve;
  });
  const later = (how?: LaterShown) => {
    asked.push(how);
    return told;
  };
  const answer: Answer = { kind: 'private', message: note(first, buttons(FOR)), later };
  whole.answers(answer);
  return tell;
}

const seen = () => whole.anais.sees(labo).map(({ text }) => text);
const sees = (text: string): Promise<Shown> =>
  until(
    () => [...whole.anais.sees(labo), ...whole.anais.sees('direct')].find((one) => one.text.includes(text)),
    `anais sees "${text}"`,
    2_000,
  );

/** A form that is open before Anaïs, asked for by a command in the lab's channel. */
async function openForm(): Promise<void> {
  const where = { platform: 'mattermost', realm: 'chat.example.fr', channel: labo.id };
  whole.answers({ kind: 'form', form: ideaForm(state(where)) });
  await whole.anais.command('/idee', 'idée', labo);
  await until(() => whole.anais.dialog, 'the form is open', 2_000);
}

describe('what is known later of an answer', () => {
  test('to a form stands under it, by the address of the command that opened the form', async () => {
    await openForm();
    const tell = followed('La carte part.');
    await whole.anais.submit({ title: 'Prêter' });
    await sees('La carte part.');
    tell(note('Voici la carte.'));
    await sees('Voici la carte.');
    expect(seen()).toEqual([expect.stringContaining('La carte part.'), 'Voici la carte.']);
    expect([asked, whole.alone(whole.anais)]).toEqual([['after'], []]);
  });

  test('that travelled with the reply to a command stands under it', async () => {
    const tell = followed('La carte part.');
    await whole.anais.command('/idee', 'oui', labo);
    await sees('La carte part.');
    tell(note('Voici la carte.'));
    await sees('Voici la carte.');
    expect(seen()).toEqual([expect.stringContaining('La carte part.'), 'Voici la carte.']);
    expect(asked).toEqual(['after']);
  });

  test('that the bot may whisper is whispered under it', async () => {
    whole.mattermost.world.roles.set('system_post_all', new Set(['create_post_ephemeral']));
    Object.assign(whole.mattermost.bot.user, { roles: 'system_user system_post_all' });
    await openForm();
    await whole.context.clock.advance(30 * 60_000);
    const tell = followed('La carte part.');
    await whole.anais.submit({ title: 'Prêter' });
    await sees('La carte part.');
    tell(note('Voici la carte.'));
    expect(await sees('Voici la carte.')).toMatchObject({ private: true });
    expect([asked, whole.alone(whole.anais)]).toEqual([['after'], []]);
  });

  test('that is a direct message takes its place, and its buttons still count', async () => {
    await openForm();
    await whole.context.clock.advance(30 * 60_000);
    const tell = followed('La carte part.');
    await whole.anais.submit({ title: 'Prêter' });
    await sees('La carte part.');
    tell(note('Voici la carte.', buttons(FOR)));
    const shown = await sees('Voici la carte.');
    expect([asked, whole.anais.sees('direct').length]).toEqual([['instead'], 1]);
    whole.answers(privately('Compté.'));
    await whole.anais.press(shown, FOR.label);
    await sees('Compté.');
    expect(whole.box.of('press')).toMatchObject([{ on: 'private', where: { channel: labo.id } }]);
  });

  test('that no longer has an address is not shown, and nothing else is said of it', async () => {
    await openForm();
    const tell = followed('La carte part.');
    await whole.anais.submit({ title: 'Prêter' });
    await sees('La carte part.');
    await whole.context.clock.advance(30 * 60_000);
    tell(note('Voici la carte.'));
    await whole.mattermost.settle();
    expect([seen().length, whole.alone(whole.anais)]).toEqual([1, []]);
  });

  test('that cannot be shown is no error', async () => {
    await openForm();
    await whole.context.clock.advance(30 * 60_000);
    const tell = followed('La carte part.');
    await whole.anais.submit({ title: 'Prêter' });
    const shown = await sees('La carte part.');
    whole.mattermost.faults.next('PUT /posts/{post_id}/patch', {
      kind: 'error',
      id: 'api.down',
      status: 500,
    });
    tell(note('Voici la carte.'));
    await until(() => whole.lines.some((line) => line.includes('not followed by another')), 'a line', 2_000);
    expect(whole.lines.filter((line) => /"level":[45]0/.test(line))).toEqual([]);
    expect(whole.anais.sees('direct')).toMatchObject([{ id: shown.id, text: shown.text }]);
  });

  test('that never comes holds no stop up', async () => {
    followed('La carte part.');
    await whole.anais.command('/idee', 'oui', labo);
    await sees('La carte part.');
    expect(asked).toEqual(['after']);
  });
});
