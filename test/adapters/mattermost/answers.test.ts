import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ResponseUrl } from '../../../adapters/mattermost/response-url.ts';
import { PRIVATE_BUTTON_LIFE_MS } from '../../../src/chat/message.ts';
import { makeMattermostHarness } from '../../contract/mattermost/harness.ts';
import {
  AGAINST,
  buttons,
  card,
  choiceForm,
  FOR,
  ideaForm,
  note,
  privately,
  state,
} from '../../contract/samples.ts';
import { must, Stage } from '../../contract/stage.ts';
import { until } from '../../contract/wait.ts';
import { ManualClock } from '../../manual-clock.ts';

let stage: Stage;
beforeEach(async () => {
  stage = new Stage(await makeMattermostHarness()());
  await stage.h.adapter.start(stage.box.inbox);
});
afterEach(async () => {
  stage.box.release();
  await stage.h.adapter.stop();
  await stage.h.close();
});

/** Sends a form that the box is slow at, and lets the reply say so. */
async function sendSlowly(title: string): Promise<void> {
  const form = await stage.open(ideaForm(state(stage.home)));
  stage.box.hold();
  const sent = must(stage.h, 'submit')(stage.asker, form, { title });
  await stage.arrival('submit');
  await stage.untilAcknowledged(sent);
}

const typed = async () => (await stage.form('Nouvelle idée')).fields[0]?.value;

describe('a form that the box is slow at stays open with everything typed', () => {
  test('and says what is wrong with it once that is known', async () => {
    await sendSlowly('Un annuaire');
    stage.box.answer({ kind: 'invalid', fields: { title: 'Une phrase suffit.' } });
    stage.box.release();
    await stage.sees(stage.asker, 'Une phrase suffit.');
    expect(await typed()).toBe('Un annuaire');
  });

  test('and shows its next step when it is sent again', async () => {
    await sendSlowly('Un annuaire');
    stage.box.answer({ kind: 'form', form: choiceForm(state(stage.home, { step: 'similar' })) });
    stage.box.release();
    await stage.sees(stage.asker, stage.h.words.sendAgain);
    expect(await typed()).toBe('Un annuaire');
    await stage.submit(await stage.form('Nouvelle idée'), {});
    await stage.form('Idées proches');
  });
});

describe('a private answer with buttons to a press', () => {
  const press = async () => {
    const posted = await stage.send(card('Prêter les outils', buttons(FOR)));
    stage.box.answer(privately('Que faire de #2256 ?', buttons(AGAINST)));
    await stage.press(await stage.shown(posted), FOR.label);
    return stage.sees(stage.asker, 'Que faire');
  };

  test('stands in the channel, by the address of the command that was typed there', async () => {
    await stage.type('top');
    expect(await press()).toMatchObject({ private: true, posted: null });
    expect(await stage.h.see(stage.asker, 'direct')).toEqual([]);
  });

  test('goes to the direct conversation where there is no such address', async () => {
    expect(await press()).toMatchObject({ posted: { direct: true } });
  });

  test('goes there too when the address is half an hour old', async () => {
    await stage.type('top');
    await stage.h.clock.advance(30 * 60_000);
    expect(await press()).toMatchObject({ posted: { direct: true } });
  });
});

describe('an answer in words to a press', () => {
  const COUNTED = 'C’est compté, #2256.';
  const press = async () => {
    const posted = await stage.send(card('Prêter les outils', buttons(FOR)));
    await stage.press(await stage.shown(posted), FOR.label);
  };
  const alone = async (text: string) => ({
    inChannel: (await stage.h.see(stage.asker, stage.home)).filter((one) => one.text.includes(text)).length,
    direct: (await stage.h.see(stage.asker, 'direct')).filter((one) => one.text.includes(text)).length,
  });

  test('is not left in a thread that nobody opens, but written to the person', async () => {
    stage.box.answer(privately('Cette idée est close.'));
    await press();
    expect(await stage.sees(stage.asker, 'close')).toMatchObject({ posted: { direct: true } });
  });

  test('stands in the channel, by the address of the command that was typed there', async () => {
    await stage.type('top');
    stage.box.answer(privately('Cette idée est close.'));
    await press();
    await stage.sees(stage.asker, 'close');
    expect(await alone('close')).toEqual({ inChannel: 1, direct: 0 });
  });

  test('is written to nobody when the card says it too', async () => {
    stage.box.answer({ kind: 'private', message: note(COUNTED), onCard: true });
    await press();
    await stage.h.settle();
    expect(await alone(COUNTED)).toEqual({ inChannel: 0, direct: 0 });
  });

  test('is told all the same when a private message was pressed, which no card stands in', async () => {
    stage.box.answer(privately('Deux idées.', buttons(FOR)));
    await stage.type('top');
    const list = await stage.sees(stage.asker, 'Deux idées.');
    stage.box.answer({ kind: 'private', message: note(COUNTED), onCard: true });
    await stage.press(list, FOR.label);
    await stage.sees(stage.asker, COUNTED);
    expect(await alone(COUNTED)).toEqual({ inChannel: 1, direct: 0 });
  });

  test('says to whoever presses an old private button that it counts no more', async () => {
    stage.box.answer(privately('Deux idées.', buttons(FOR)));
    await stage.type('top');
    const list = await stage.sees(stage.asker, 'Deux idées.');
    await stage.h.clock.advance(PRIVATE_BUTTON_LIFE_MS + 1_000);
    await stage.press(list, FOR.label);
    await stage.sees(stage.asker, stage.h.words.buttonExpired);
  });
});

test('where the server does not collapse threads, the answer to a press travels with the reply', async () => {
  const other = new Stage(await makeMattermostHarness(undefined, { CollapsedThreads: 'disabled' })());
  try {
    await other.h.adapter.start(other.box.inbox);
    const posted = await other.send(card('Prêter les outils', buttons(FOR)));
    other.box.answer(privately('Cette idée est close.'));
    await other.press(await other.shown(posted), FOR.label);
    expect(await other.sees(other.asker, 'close')).toMatchObject({ private: true, posted: null });
    expect(await other.h.see(other.asker, 'direct')).toEqual([]);
  } finally {
    await other.h.adapter.stop();
    await other.h.close();
  }
});

describe('where an answer was asked that is a direct message', () => {
  const close = privately('Cette idée est close.');
  /** A card whose thread the asker has open. */
  const openCard = async () => {
    const posted = await stage.send(card('Prêter les outils', buttons(FOR)));
    await must(stage.h, 'typeInThread')(stage.asker, posted, 'top');
    return stage.shown(posted);
  };
  const directly = async (text: string) =>
    (await stage.h.see(stage.asker, 'direct')).filter((one) => one.text.includes(text)).length;

  test('the reply says so, to whoever has the thread of what was pressed open', async () => {
    const shown = await openCard();
    stage.box.answer(close);
    await stage.press(shown, FOR.label);
    expect(await stage.sees(stage.asker, stage.h.words.answerComesDirectly)).toMatchObject({ posted: null });
    await until(async () => (await directly('close')) === 1, 'the answer is there', 2_000);
  });

  test('nothing is said where the answer stands in the channel itself', async () => {
    const shown = await openCard();
    await stage.type('top');
    stage.box.answer(close);
    await stage.press(shown, FOR.label);
    await stage.sees(stage.asker, 'close');
    expect(await stage.count(stage.asker, stage.h.words.answerComesDirectly)).toBe(0);
  });

  test('an old button says so too', async () => {
    stage.box.answer(privately('Deux idées.', buttons(FOR)));
    await openCard();
    const list = await stage.sees(stage.asker, 'Deux idées.');
    await stage.h.clock.advance(PRIVATE_BUTTON_LIFE_MS + 1_000);
    await stage.press(list, FOR.label);
    await stage.sees(stage.asker, stage.h.words.answerComesDirectly);
    await until(
      async () => (await directly(stage.h.words.buttonExpired)) === 1,
      'the answer is there',
      2_000,
    );
  });

  test('a server that does not collapse threads shows that below what was pressed', async () => {
    const other = new Stage(await makeMattermostHarness(undefined, { CollapsedThreads: 'disabled' })());
    try {
      await other.h.adapter.start(other.box.inbox);
      const posted = await other.send(card('Prêter les outils', buttons(FOR)));
      other.box.answer(privately('Que faire de #2256 ?', buttons(AGAINST)));
      await other.press(await other.shown(posted), FOR.label);
      expect(await other.sees(other.asker, 'Que faire')).toMatchObject({ posted: { direct: true } });
      const said = await other.sees(other.asker, other.h.words.answerComesDirectly);
      expect(said).toMatchObject({ private: true, posted: null });

      // Already where the answer comes, nobody is sent there.
      const list = await other.sees(other.asker, 'Que faire');
      other.box.answer(privately('Et de #2241 ?', buttons(FOR)));
      await other.press(list, AGAINST.label);
      await other.sees(other.asker, 'Et de #2241 ?');
      expect(await other.count(other.asker, other.h.words.answerComesDirectly)).toBe(1);
    } finally {
      await other.h.adapter.stop();
      await other.h.close();
    }
  });
});

describe('a page that was asked from a channel and came as a direct message', () => {
  /** Asked where the bot may not whisper; later its person types a command in that channel. */
  const page = async () => {
    const posted = await stage.send(card('Prêter les outils', buttons(FOR)));
    stage.box.answer(privately('Tout sur #2256', buttons(AGAINST)));
    await stage.press(await stage.shown(posted), FOR.label);
    const shown = await stage.sees(stage.asker, 'Tout sur #2256');
    expect(shown.posted).toMatchObject({ direct: true });
    stage.box.answer(privately('Deux idées.'));
    await stage.type('top');
    return shown;
  };
  const where = async (text: string) => {
    const shown = await stage.sees(stage.asker, text);
    return shown.posted?.direct === true ? 'direct' : 'channel';
  };

  test('is answered there, and still concerns that channel', async () => {
    const shown = await page();
    stage.box.answer(privately('C’est compté.', buttons(FOR)));
    await stage.press(shown, AGAINST.label);
    expect(await where('C’est compté.')).toBe('direct');
    const again = await stage.sees(stage.asker, 'C’est compté.');
    await stage.press(again, FOR.label);
    const presses = stage.box.of('press').filter(({ on }) => on === 'private');
    expect(presses.map((press) => press.where.channel)).toEqual([stage.home.channel, stage.home.channel]);
    // Which proves no more that its person reads there.
    expect(presses.map(({ elsewhere }) => elsewhere)).toEqual([true, true]);
  });

  test('is answered there when the box is slow, too', async () => {
    const shown = await page();
    stage.box.hold();
    const pressed = must(stage.h, 'press')(stage.asker, shown, AGAINST.label);
    await stage.arrival('press', 2);
    await stage.untilAcknowledged(pressed);
    expect(await where(stage.h.words.stillRecording)).toBe('direct');
    stage.box.answer(privately('C’est compté.'));
    stage.box.release();
    expect(await where('C’est compté.')).toBe('direct');
  });

  test('opens a form whose answer stands there', async () => {
    const shown = await page();
    stage.box.answer({ kind: 'form', form: ideaForm(state(stage.home)) });
    await stage.press(shown, AGAINST.label);
    const form = await stage.form('Nouvelle idée');
    stage.box.answer(privately('C’est noté.'));
    await stage.submit(form, { title: 'Un annuaire' });
    expect(await where('C’est noté.')).toBe('direct');
  });
});

test('a press answered by a private button counts for its person alone', async () => {
  stage.box.answer(privately('Deux idées.', buttons(FOR)));
  await stage.type('top');
  const shown = await stage.sees(stage.asker, 'Deux idées.');
  await must(stage.h, 'press')(stage.other, shown, FOR.label).catch(() => {});
  await stage.arrivalsAtRest();
  expect(stage.box.of('press')).toEqual([]);
});

test('what is stopped says "try again" instead of nothing', async () => {
  await stage.h.adapter.stop();
  await stage.h.type(stage.asker, stage.home, 'top');
  await until(
    async () => (await stage.count(stage.asker, stage.h.words.tryAgain)) === 1,
    'it is said',
    2_000,
  );
});

describe('the address of a command', () => {
  const id = 'a1'.repeat(13);
  const clock = new ManualClock();
  test.each([
    ['https://evil.example/collect', false],
    ['https://evil.example/hooks/commands/short', false],
    ['not an address', false],
    ['', false],
    [`https://chat.example.fr/hooks/commands/${id}`, true],
    [`https://evil.example/hooks/commands/${id}`, true],
  ])('%s is taken by its id alone: %s', (given, taken) => {
    expect(ResponseUrl.of(given, 'http://127.0.0.1:59998', clock) !== null).toBe(taken);
  });

  test.each([
    ['ok', 'ok\n', true],
    ['a page of a proxy', '<html>Bienvenue</html>', false],
    ['nothing', '', false],
  ])('answered by %s under status 200 is what it says', async (_, body, shown) => {
    const server = createServer((_request, response) => response.writeHead(200).end(body));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const url = ResponseUrl.of(`https://x.example/hooks/commands/${id}`, `http://127.0.0.1:${port}`, clock);
    const answer = url?.answer({
      ...{ response_type: 'ephemeral', text: '', attachments: [], skip_slack_parsing: true },
    });
    expect(await answer).toBe(shown);
    server.closeAllConnections();
    server.close();
  });

  test('never leads to another server than that of the settings', async () => {
    const url = ResponseUrl.of(`https://evil.example/hooks/commands/${id}`, 'http://127.0.0.1:59998', clock);
    expect(JSON.stringify(Object.entries(url ?? {}))).not.toContain('evil');
    expect(
      await url?.answer({ response_type: 'ephemeral', text: '', attachments: [], skip_slack_parsing: true }),
    ).toBe(false);
  });
});
