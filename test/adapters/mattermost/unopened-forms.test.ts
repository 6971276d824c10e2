import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Form } from '../../../src/chat/form.ts';
import { buttons, FOR, ideaForm, privately, state } from '../../contract/samples.ts';
import { turns, until } from '../../contract/wait.ts';
import type { Fault } from '../../fakes/mattermost/faults.ts';
import type { MattermostChannel } from '../../fakes/mattermost/people/mattermost-channel.ts';
import type { Outcome } from '../../fakes/mattermost/people/person.ts';
import { WholeAdapter } from './whole-adapter.ts';

let whole: WholeAdapter;
let labo: MattermostChannel;

beforeEach(async () => {
  whole = await WholeAdapter.start();
  labo = whole.team.channel('labo', { members: [whole.anais, whole.yann] });
});
afterEach(() => whole.close());

const OPEN = 'POST /actions/dialogs/open';
const later = (retryAfterS: number): Fault => ({ kind: 'rate limited', retryAfterS });
const BAD_GATEWAY: Fault = { kind: 'status', status: 502 };
const anais = () => whole.anais;
const faults = () => whole.mattermost.faults;

/** The box answers with a form that holds what was typed, in the lab's channel. */
function answersWithForm(): Form {
  const where = { platform: 'mattermost', realm: 'chat.example.fr', channel: labo.id };
  const form = ideaForm(state(where));
  const fields = form.fields.map((field) =>
    field.id === 'title' ? { ...field, value: 'Un banc devant l’accueil' } : field,
  );
  whole.answers({ kind: 'form', form: { ...form, fields } });
  return form;
}

/** Lets the time pass that the reply takes. */
async function replied(asked: Promise<Outcome>): Promise<void> {
  let done = false;
  void asked.then(() => {
    done = true;
  });
  await until(
    async () => {
      await turns();
      if (!done) await whole.context.clock.advance(250);
      return done;
    },
    'the server has its reply',
    4_000,
  );
  expect(await asked).toBeNull();
}

const types = () => anais().command('/idee', 'idée Un banc devant l’accueil', labo);
const warnings = () => whole.lines.filter((line) => /"level":[456]0/.test(line));

describe('a form that does not open', () => {
  test('at once opens a moment later, and nothing is said', async () => {
    answersWithForm();
    faults().next(OPEN, later(1));
    await replied(types());
    expect(anais().dialog?.fields[0]?.value).toBe('Un banc devant l’accueil');
    expect(anais().whisper).toBeNull();
    expect(warnings()).toEqual([]);
  });

  test('at once is open before the server has its reply', async () => {
    answersWithForm();
    faults().next(OPEN, BAD_GATEWAY);
    await replied(types());
    expect(anais().dialog).not.toBeNull();
  });

  test.each([
    ['because the server asks for more time', later(9)],
    ['because something before the server answers for it', BAD_GATEWAY],
    ['because nobody answers', { kind: 'hang', ms: 60_000 } as const],
  ])('%s is in the reply, with what was typed and a button that opens it', async (_, fault) => {
    answersWithForm();
    // No other way is open either.
    faults().always('*', fault);
    await replied(types());
    const offered = anais().whisper;
    expect(offered?.text).toContain(whole.words.formNotOpened);
    expect(offered?.text).toContain('Un banc devant l’accueil');
    expect(anais().dialog).toBeNull();

    faults().clear();
    await replied(anais().press(offered!, offered!.buttons[0]!.id));
    expect(anais().dialog?.fields[0]?.value).toBe('Un banc devant l’accueil');
    expect(whole.box.arrivals).toHaveLength(1);
    whole.answers(privately('Merci.'));
    await anais().submit({});
    await until(() => anais().whisper?.text === 'Merci.', 'anais is thanked', 2_000);
  });

  test('is not opened by itself once it was offered', async () => {
    answersWithForm();
    faults().always('*', BAD_GATEWAY);
    await replied(types());
    faults().clear();
    await whole.context.clock.advance(60_000);
    await whole.mattermost.settle();
    expect(anais().dialog).toBeNull();
  });

  test('to a press is told once that is possible, in the direct conversation', async () => {
    whole.answers(privately('Deux idées.', buttons(FOR)));
    await anais().command('/idee', 'top', labo);
    const list = anais().whisper!;
    answersWithForm();
    faults().always('*', BAD_GATEWAY);
    faults().always('response_url', BAD_GATEWAY);
    await replied(anais().press(list, list.buttons[0]!.id));
    faults().clear();
    await until(
      async () => {
        await whole.context.clock.advance(1_000);
        return whole.alone(anais()).some((text) => text.includes('Un banc devant l’accueil'));
      },
      'anais is told',
      4_000,
    );
  });

  test('that the box was slow at is told when its trigger is over', async () => {
    answersWithForm();
    whole.box.hold();
    const asked = types();
    await until(() => whole.box.arrivals.length > 0, 'the box is asked', 2_000);
    faults().always(OPEN, BAD_GATEWAY);
    await replied(asked);
    expect(anais().whisper?.text).toBe(whole.words.loading);
    whole.box.release();
    await until(
      async () => {
        await turns();
        await whole.context.clock.advance(1_000);
        return anais().whisper?.text.includes('Un banc devant l’accueil');
      },
      'anais is told',
      4_000,
    );
  });

  test('that the box was slow at opens while its trigger lives', async () => {
    answersWithForm();
    whole.box.hold();
    const asked = types();
    await until(() => whole.box.arrivals.length > 0, 'the box is asked', 2_000);
    faults().next(OPEN, later(9));
    await replied(asked);
    whole.box.release();
    await until(
      async () => {
        await turns();
        await whole.context.clock.advance(1_000);
        return anais().dialog;
      },
      'the form is open',
      4_000,
    );
  });

  test('leaves one line in the log, however many do not', async () => {
    answersWithForm();
    faults().always('*', BAD_GATEWAY);
    for (let times = 0; times < 4; times += 1) await replied(types());
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toContain('forms could not be opened');
    expect(warnings()[0]).not.toContain('banc');
  });
});
