import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pagesOf } from '../../../adapters/slack/pages.ts';
import { renderMessage } from '../../../adapters/slack/render.ts';
import type { Answer } from '../../../src/chat/arrival.ts';
import type { Message } from '../../../src/chat/message.ts';
import { buttons, FOR, ideaForm, note, state } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import type { JsonObject } from '../../fakes/shared/json.ts';
import { blockProblems } from '../../fakes/slack/block-kit/message.ts';
import { BLOCK_TEXT_TOTAL, textTotal } from '../../fakes/slack/block-kit/text-total.ts';
import { readContent } from '../../fakes/slack/reading/blocks.ts';
import { anyMessage } from '../any-content.ts';
import { SlackStand } from './slack-stand.ts';

/** As the longest idea an import brings, and more: every word can be told from the others. */
const words = (count: number) => Array.from({ length: count }, (_, n) => `mot${n}`);
const longText = (count: number) => words(count).join(' ');
const LONG = 3_000;
/** More than the five answers an interaction's address takes. */
const LONGER = 9_000;

const wordsIn = (texts: readonly string[]) => texts.flatMap((text) => text.match(/mot\d+/g) ?? []);
const answer = (count: number): Answer => ({
  kind: 'private',
  message: {
    lang: 'fr',
    summary: '#1 Une idée',
    blocks: [
      { kind: 'heading', text: ['#1 · Une idée'] },
      { kind: 'text', text: [longText(count)] },
      { kind: 'context', text: ['Labo Bretagne'] },
      buttons(FOR),
    ],
  },
});

describe('a private answer longer than one message', () => {
  let stand: SlackStand;
  beforeEach(async () => {
    stand = await SlackStand.make();
    await stand.start();
  });
  afterEach(() => stand.close());

  const shown = (where: Parameters<typeof stand.anais.sees>[0]) =>
    stand.anais.sees(where).map(({ text }) => text);
  /** Everything of the answer, once, in its order, the buttons under its end. */
  async function isWhole(where: Parameters<typeof stand.anais.sees>[0], count: number): Promise<void> {
    await stand.until(() => shown(where).some((text) => text.includes('Labo Bretagne')));
    expect(wordsIn(shown(where))).toEqual(words(count));
    const last = stand.anais.sees(where).at(-1)!;
    stand.box.answer({ kind: 'nothing' });
    await stand.anais.press(last, FOR.label);
    expect(await stand.arrival('press')).toMatchObject({ action: FOR.action, on: 'private' });
  }

  test('to a command comes in several that only its person sees, and says at each end that another follows', async () => {
    stand.box.answer(answer(LONG));
    await stand.anais.command('/idee', 'voir #1', stand.labo);
    await isWhole(stand.labo, LONG);
    expect(shown(stand.labo)).toHaveLength(3);
    expect(shown(stand.labo).map((text) => text.match(/\d\/\d$/)?.[0])).toEqual(['1/3', '2/3', undefined]);
    expect(stand.yann.sees(stand.labo)).toEqual([]);
  });

  test('and than its address takes goes another way as a whole', async () => {
    stand.box.answer(answer(LONGER));
    await stand.anais.command('/idee', 'voir #1', stand.labo);
    await isWhole(stand.labo, LONGER);
    expect(stand.slack.calls('chat.postEphemeral')).toHaveLength(shown(stand.labo).length);
    expect(stand.yann.sees(stand.labo)).toEqual([]);
  });

  test('is whole where its address refuses it', async () => {
    stand.slack.faults.next('response_url', { kind: 'status', status: 404 });
    stand.box.answer(answer(LONG));
    await stand.anais.command('/idee', 'voir #1', stand.labo);
    await isWhole(stand.labo, LONG);
  });

  test('is whole in the direct conversation', async () => {
    stand.box.answer(answer(LONG));
    stand.anais.typeInDm('voir #1');
    await stand.arrival('command');
    await stand.until(() => shown('direct').some((text) => text.includes('Labo Bretagne')));
    expect(wordsIn(shown('direct'))).toEqual(words(LONG));
  });

  test.each([
    ['as it is where a view holds it', LONG, 0],
    ['as far as a view holds it, the rest as messages', LONGER, 7],
  ])('that is late is shown in the view that waits, %s', async (_, count, messages) => {
    stand.box.answer({ kind: 'form', form: ideaForm(state(stand.laboPlace)) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer(answer(count));
    stand.box.hold();
    const sent = stand.anais.submit({ title: 'Prêter' });
    await stand.arrival('submit');
    await turns();
    await stand.context.clock.advance(2_000);
    await sent;
    stand.box.release();
    await stand.until(() => stand.anais.modal?.text.includes('mot0'));
    const all = () => [stand.anais.modal?.text ?? '', ...shown(stand.labo)];
    await stand.until(() => all().some((text) => text.includes('Labo Bretagne')));
    expect(wordsIn(all())).toEqual(words(count));
    expect(shown(stand.labo)).toHaveLength(messages);
  });
});

test('whatever message there is, Slack takes each of its pages', () => {
  const place = { realm: 'T0REALM' };
  const ids = { platform: 'slack', realm: 'T0REALM', user: 'U0ANAIS', channel: 'C0LABO' };
  fc.assert(
    fc.property(anyMessage(ids), (message) => {
      for (const page of pagesOf(message, place)) {
        const { blocks } = JSON.parse(JSON.stringify(renderMessage(page, place)));
        expect(blockProblems(blocks)).toEqual([]);
        expect(textTotal(blocks)).toBeLessThanOrEqual(BLOCK_TEXT_TOTAL);
      }
    }),
    { numRuns: 25 },
  );
});

test('nothing of a text is lost between pages, whatever its letters and addresses', () => {
  const place = { realm: 'T0REALM' };
  const pieces = fc.constantFrom(
    'a ',
    '& ',
    '<b> ',
    '👩‍🚒 ',
    '\n',
    '*gras* ',
    'https://example.org/a?b=1&c=2 ',
    '&amp; ',
  );
  const text = fc.array(pieces, { minLength: 1_000, maxLength: 3_000 }).map((all) => all.join(''));
  const visible = (seen: string) => seen.replace(/[\u200B\uFEFF\s]/g, '').replace(/∗/g, '*');
  fc.assert(
    fc.property(text, (body) => {
      const message: Message = note(body);
      const pages = pagesOf(message, place).map((page) => {
        const blocks: JsonObject[] = JSON.parse(JSON.stringify(renderMessage(page, place).blocks));
        return readContent({ text: '', blocks, attachments: [] }, String).text;
      });
      const whole = pages.map((page, at) => (at + 1 < pages.length ? page.replace(/\d+\/\d+$/, '') : page));
      expect(visible(whole.join(''))).toBe(visible(body));
    }),
    { numRuns: 10 },
  );
});

test('a message that Slack takes as one stays one, as it is', () => {
  const message = note('Merci.', buttons(FOR));
  expect(pagesOf(message, { realm: 'T0REALM' })).toEqual([message]);
});
