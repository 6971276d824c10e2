import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isChannel } from '../../../src/chat/place.ts';
import { buttonsOf, messageText } from './said.ts';
import { Stage } from './stage.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** Files ideas, each with its author's own vote, and publishes the week they gained it in. */
async function published(count: number, on = stage.chat): Promise<number[]> {
  await stage.withLabs(on);
  const numbers: number[] = [];
  for (let n = 1; n <= count; n += 1) numbers.push(await on.file('anais', 'bretagne', `Proposition ${n}`));
  await stage.clock.advance(WEEK);
  await on.type('yann', 'bretagne', 'digest envoyer');
  await stage.deliver();
  return numbers;
}

const inThreads = (on = stage.chat) => on.shownIn('bretagne').filter(({ to }) => isChannel(to) && to.thread);
const digestIn = (on = stage.chat) =>
  on.shownIn('bretagne').find(({ message }) => messageText(message).includes('La semaine ·'))!;

describe('the rest of a digest', () => {
  test('stands in its thread: what gained and found no number, each with its button', async () => {
    const numbers = await published(7);
    const [answer, ...more] = inThreads();
    expect(more).toEqual([]);
    expect(answer!.to).toMatchObject({ channel: 'bretagne', thread: digestIn().posted.message });
    const text = messageText(answer!.message);
    expect(text).toContain('Ont aussi gagné des soutiens');
    for (const n of [6, 7]) expect(text).toContain(`#${numbers[n - 1]} Proposition ${n} · +1`);
    expect(text).not.toContain('Proposition 5');
    expect(buttonsOf(answer!.message).map(({ value }) => value)).toEqual(
      numbers.slice(5).map((number) => `for#${number}`),
    );
    expect(messageText(digestIn().message)).toContain('La suite est dans le fil.');
  });

  test('nothing more to say: no thread, and none is promised', async () => {
    await published(5);
    expect(inThreads()).toEqual([]);
    expect(messageText(digestIn().message)).not.toContain('dans le fil');
  });

  test('a platform without threads leaves it out', async () => {
    const flat = stage.platform('other', { can: { threads: false } });
    await published(7, flat);
    expect(inThreads(flat)).toEqual([]);
    expect(messageText(digestIn(flat).message)).not.toContain('dans le fil');
    expect((await stage.outbox()).every(({ state }) => state === 'sent')).toBe(true);
  });

  test('an idea withdrawn since then is named no more', async () => {
    const numbers = await published(7);
    const withdrawn = await stage.chat.type('anais', 'bretagne', `retirer #${numbers[6]}`);
    const [yes] = buttonsOf(withdrawn.kind === 'private' ? withdrawn.message : digestIn().message);
    await stage.chat.press('anais', 'bretagne', yes!);
    await stage.deliver();
    const [answer] = inThreads();
    expect(messageText(answer!.message)).toContain(`#${numbers[6]} · retirée`);
    expect(messageText(answer!.message)).not.toContain('Proposition 7');
  });

  test('a number under it votes for nothing', async () => {
    const numbers = await published(7);
    await stage.chat.react('lea', inThreads()[0]!.posted, '1\u20E3');
    expect(await stage.db.reads.ideas.forLab(numbers[0]!)).toMatchObject({ votesFor: 1 });
    await stage.chat.react('lea', digestIn().posted, '1\u20E3');
    expect(await stage.db.reads.ideas.forLab(numbers[0]!)).toMatchObject({ votesFor: 2 });
  });
});

describe('numbers of ideas lead to their cards', () => {
  const linksIn = (shown: ReturnType<typeof digestIn>) =>
    shown.message.blocks.flatMap((block) =>
      'text' in block
        ? block.text.flatMap((run) =>
            typeof run === 'object' && run.kind === 'link' ? [`${run.text} ${run.url}`] : [],
          )
        : [],
    );

  test('in the digest and in its thread', async () => {
    const numbers = await published(7);
    const link = (number: number) => {
      const { channel, message } = stage.chat.card(number, 'bretagne').posted;
      return `#${number} https://chat.example/${channel}/${message}`;
    };
    expect(linksIn(digestIn())).toEqual(numbers.slice(0, 5).map(link));
    expect(linksIn(inThreads()[0]!)).toEqual(numbers.slice(5).map(link));
  });

  test('without addresses they are plain', async () => {
    const bare = stage.platform('other', { lacks: ['permalink'] });
    await published(2, bare);
    expect(linksIn(digestIn(bare))).toEqual([]);
    expect(messageText(digestIn(bare).message)).toContain('#2 Proposition 2');
  });
});
