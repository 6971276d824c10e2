import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { MessageView } from '../../adapters/local/wire.ts';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import { answerOf, formOf, LocalUser, textOf } from './local-user.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { until } from './until.ts';

/**
 * Real proposals of a public consultation. They may not be redistributed: they lie beside the checkout, where
 * they are at all, and are no part of the project.
 */
const FILE = new URL('../../../shared/data/repnum.ndjson', import.meta.url);
const HOW_MANY = 200;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const ROOM = 'labo-numerique';
const PERSONAS = ['camille', 'yann', 'malika', 'anais', 'thomas'] as const;
type Persona = (typeof PERSONAS)[number];
type Value = 'for' | 'against';
type Means = 'command' | 'button' | 'reaction';

/** What this test itself knows of an idea; nothing in it comes from the box but its number. */
interface Idea {
  number: number;
  author: Persona;
  /** Who stands where, and by which gesture. */
  votes: Map<Persona, { value: Value; means: Means }>;
  /** As they were when the week began. */
  before: { for: number; against: number };
}

const there = existsSync(FILE);

let dir: string;
let box: RunningBox;
let user: Record<Persona, LocalUser>;
const clock = new ShiftedClock();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'box-real-input-'));
  // The middle of a week: none ends while the test runs.
  const now = DateTime.fromMillis(clock.now(), { zone: 'Europe/Paris' });
  const wednesday = now.plus({ weeks: 1 }).startOf('week').plus({ days: 2, hours: 12 });
  clock.forward(wednesday.toMillis() - clock.now());
  box = await start(
    { DATABASE_URL: `sqlite:${join(dir, 'box.db')}`, PORT: '0', DEMO: '0', LOG_LEVEL: 'warn' },
    { clock },
  );
  user = Object.fromEntries(PERSONAS.map((name) => [name, new LocalUser(box.url, name)])) as typeof user;
});
afterAll(async () => {
  await box.stop();
  await rm(dir, { recursive: true, force: true });
});

if (!there) {
  test('left out: real proposals (../shared/data/repnum.ndjson is not there)', () => {
    process.stderr.write('Left out: the test with real proposals, since ../shared/data is not there.\n');
    expect(there).toBe(false);
  });
} else {
  test('two hundred real proposals and their votes, through the running chat, into the digest', async () => {
    await setUp();
    const ideas = await fileAll();
    const cards = await until('a card of every idea', async () => {
      await pause(100);
      const found = await cardsByNumber();
      return found.size === ideas.length && found;
    });

    // The week they are filed in. Nothing is old enough to be discovered: five of the top.
    const lot = lots(2015);
    const used = new Set<string>();
    const cast = async (idea: Idea, name: Persona, value: Value, means: Means) => {
      await castVote(idea, name, value, means, cards.get(idea.number) ?? 0);
      used.add(`${means} ${value}`);
    };
    const undo = async (idea: Idea, name: Persona) => {
      const means = await takeBack(idea, name, cards.get(idea.number) ?? 0);
      used.add(`${means} taken back`);
    };
    for (const [place, idea] of ideas.entries()) {
      if (place % 3 !== 0) continue;
      for (const name of others(idea)) {
        // Some ideas are liked, some are not.
        const value = lot(8) < place % 8 ? 'for' : 'against';
        if (lot(4) > 0) await cast(idea, name, value, MEANS[lot(3)] ?? 'command');
      }
    }
    await counted(ideas.filter(({ votes }) => votes.size > 1));
    for (const idea of ideas) {
      for (const name of [...idea.votes.keys()]) {
        if (name !== idea.author && lot(6) === 0) await undo(idea, name);
      }
    }
    // Authors may think otherwise of their own.
    for (const idea of ideas.filter(({ number }) => number % 20 === 0))
      await cast(idea, idea.author, 'against', 'button');
    await cardsShow(ideas);
    expect([...used].sort()).toEqual(EVERY_GESTURE);

    const first = await nextDigest();
    expect(first.totals).toBe(totals(ideas, { filed: ideas.length, votesBefore: 0 }));
    expect(first.top).toEqual(topOf(ideas).slice(0, 5).map(asLine));
    expect(first.discover).toEqual([]);

    // The week after: fewer votes, some of the first taken back, and the last place is for a discovery.
    const votesBefore = votesOfWeek(ideas);
    for (const idea of ideas) idea.before = tallyOf(idea);
    for (const idea of ideas.filter((_, place) => place % 5 === 1)) {
      for (const name of others(idea)) {
        const standing = idea.votes.get(name);
        if (standing && lot(2) === 0) await undo(idea, name);
        else if (!standing && lot(3) > 0) {
          await cast(idea, name, lot(3) > 0 ? 'for' : 'against', MEANS[lot(3)] ?? 'command');
        }
      }
    }
    await counted(ideas.filter((_, place) => place % 5 === 1));

    const second = await nextDigest();
    expect(second.totals).toBe(totals(ideas, { filed: 0, votesBefore }));
    const top = topOf(ideas).slice(0, 4);
    expect(second.top).toEqual(top.map(asLine));
    // Which of the least voted it is, a draw says; that it is one of them, we can tell.
    const shown = new Set([...first.top, ...second.top].map(({ number }) => number));
    const least = Math.min(...ideas.filter(({ number }) => !shown.has(number)).map(votesOn));
    expect(second.discover).toHaveLength(1);
    for (const { position, number } of second.discover) {
      expect(position).toBe(5);
      expect(shown).not.toContain(number);
      expect(ideas.filter((idea) => idea.number === number).map(votesOn)).toEqual([least]);
    }
  }, 120_000);
}

const MEANS: readonly Means[] = ['command', 'button', 'reaction'];
const EVERY_GESTURE = MEANS.flatMap((means) =>
  ['against', 'for', 'taken back'].map((what) => `${means} ${what}`),
).sort();

/** A lab of the room, with the one who may publish its digest. */
async function setUp(): Promise<void> {
  await user.camille.say(ROOM, '/idee labo creer numerique nom="Labo Numérique"');
  await user.camille.say(ROOM, '/idee labo lier numerique');
  const named = await user.camille.say(ROOM, '/idee labo animateur numerique local:local:yann');
  expect(answerOf(named)).toContain('Labo Numérique');
}

/** Everybody files in turn. What is too long is refused, by the field; the rest gets the numbers in order. */
async function fileAll(): Promise<Idea[]> {
  const filed: Idea[] = [];
  const proposals = await firstProposals();
  expect(proposals).toHaveLength(HOW_MANY);
  for (const [place, { title, body }] of proposals.entries()) {
    const author = PERSONAS[place % PERSONAS.length] ?? 'camille';
    const form = formOf(await user[author].say(ROOM, '/idee'));
    let outcome = await user[author].submit(form, { title, body, lab: 'numerique' });
    // Real proposals resemble each other: some of them are asked about.
    if (outcome.kind === 'form') outcome = await user[author].submit(outcome.form, { choice: 'different' });
    const tooLong = [...(signs(title) > 150 ? ['title'] : []), ...(signs(body) > 3000 ? ['body'] : [])];
    if (tooLong.length > 0) {
      expect(outcome.kind === 'invalid' ? Object.keys(outcome.fields) : outcome).toEqual(tooLong);
      continue;
    }
    const number = Number(/#(\d+)/.exec(answerOf(outcome))?.[1]);
    expect(number).toBe(filed.length + 1);
    // Who files is for it.
    const votes = new Map([[author, { value: 'for', means: 'command' }] as const]);
    filed.push({ number, author, votes, before: { for: 0, against: 0 } });
  }
  return filed;
}

/**
 * How many signs a person would count: code points, in the composed form, without the white space around. Made
 * here on purpose, and not by the box's own counting, which could be wrong in the same way twice. The box also
 * takes away what cannot be seen; were a proposal to depend on that, this test would tell.
 */
function signs(text: string): number {
  return Array.from(text.normalize('NFC').trim()).length;
}

/** Ids of the cards in the room, by number of the idea. */
async function cardsByNumber(): Promise<Map<number, number>> {
  return new Map((await cardsInRoom()).map(({ number, id }) => [number, id]));
}

async function cardsInRoom(): Promise<{ number: number; id: number; tally: string }[]> {
  return (await user.camille.history(ROOM)).flatMap((message) => {
    const text = textOf(message);
    const number = /^💡 #(\d+) /u.exec(text)?.[1];
    const tally = /^👍 \d.*$/mu.exec(text)?.[0];
    return !message.onlyYou && number && tally ? [{ number: Number(number), id: message.id, tally }] : [];
  });
}

/** What an idea says of its votes, by our count. */
function tallyLine(idea: Idea): string {
  const { for: inFavour, against } = tallyOf(idea);
  return `👍 ${inFavour} pour   👎 ${against} contre`;
}

/** Waits until the box has counted what we have: a reaction is answered before it is counted. */
async function counted(ideas: readonly Idea[]): Promise<void> {
  for (const idea of ideas) {
    let shown = '';
    await until(`the votes on #${idea.number}`, async () => {
      shown = textOf(await page(idea.number));
      return shown.split('\n').includes(tallyLine(idea));
    }).catch(() => expect(shown).toContain(tallyLine(idea)));
  }
}

async function page(number: number): Promise<MessageView> {
  const outcome = await user.camille.say('general', `/idee voir #${number}`);
  if (outcome.kind !== 'message') throw new Error(`no page of #${number}`);
  return outcome.message;
}

/** Waits until every card has been repainted to what we have counted. */
async function cardsShow(ideas: readonly Idea[]): Promise<void> {
  const ours = ideas.map((idea) => `#${idea.number} ${tallyLine(idea)}`).sort();
  let theirs: string[] = [];
  await until('the tallies on the cards', async () => {
    await pause(200);
    theirs = (await cardsInRoom()).map(({ number, tally }) => `#${number} ${tally}`).sort();
    return theirs.join() === ours.join();
  }).catch(() => expect(theirs).toEqual(ours));
}

async function castVote(idea: Idea, name: Persona, value: Value, means: Means, card: number): Promise<void> {
  // No two gestures at one instant.
  clock.forward(1);
  const said = value === 'for' ? 'vous êtes pour' : 'vous êtes contre';
  if (means === 'command') {
    const word = value === 'for' ? 'pour' : 'contre';
    expect(answerOf(await user[name].say(ROOM, `/idee ${word} #${idea.number}`))).toContain(said);
  } else if (means === 'button') {
    expect(answerOf(await user[name].press(card, 'vote', `${value}#${idea.number}`))).toContain(said);
  } else {
    await user[name].react(card, EMOJI[value], true);
  }
  idea.votes.set(name, { value, means });
}

const EMOJI = { for: '👍', against: '👎' } as const;

/** A reaction is taken away again; what was said by command or button is taken back by command. */
async function takeBack(idea: Idea, name: Persona, card: number): Promise<Means> {
  clock.forward(1);
  const standing = idea.votes.get(name);
  if (!standing) throw new Error(`${name} has no vote on #${idea.number}`);
  if (standing.means === 'reaction') await user[name].react(card, EMOJI[standing.value], false);
  else {
    const answer = answerOf(await user[name].say(ROOM, `/idee neutre #${idea.number}`));
    expect(answer).toContain('est retiré');
  }
  idea.votes.delete(name);
  return standing.means;
}

const others = ({ author }: Idea): Persona[] => PERSONAS.filter((name) => name !== author);

function tallyOf({ votes }: Idea): { for: number; against: number } {
  const count = (value: Value) => [...votes.values()].filter((vote) => vote.value === value).length;
  return { for: count('for'), against: count('against') };
}

const votesOn = (idea: Idea): number => idea.votes.size;
const gainOf = (idea: Idea): number => tallyOf(idea).for - idea.before.for;
const asLine = (idea: Idea, index: number) => ({
  position: index + 1,
  number: idea.number,
  gained: gainOf(idea),
});

/** What gained in the week, most first; ties: more `for` in all, then the lower number. */
function topOf(ideas: readonly Idea[]): Idea[] {
  return ideas
    .filter((idea) => gainOf(idea) >= 1)
    .sort((a, b) => gainOf(b) - gainOf(a) || tallyOf(b).for - tallyOf(a).for || a.number - b.number);
}

/** Votes of the week, net: for and against together, without those taken back. */
function votesOfWeek(ideas: readonly Idea[]): number {
  return ideas.reduce((sum, idea) => sum + votesOn(idea) - idea.before.for - idea.before.against, 0);
}

function totals(ideas: readonly Idea[], week: { filed: number; votesBefore: number }): string {
  const votes = votesOfWeek(ideas);
  const change = votes - week.votesBefore;
  const filed = week.filed === 0 ? 'aucune idée' : `${week.filed} idées`;
  return `Cette semaine : ${filed}, ${votes} votes (${change < 0 ? '-' : '+'}${Math.abs(change)}).`;
}

interface Numbered {
  position: number;
  number: number;
  gained: number;
}

/** Lets the week end, and reads its digest in the room: its totals and every numbered line. */
async function nextDigest(): Promise<{ totals: string | undefined; top: Numbered[]; discover: Numbered[] }> {
  const known = new Set((await digestsInRoom()).map(({ id }) => id));
  clock.forward(WEEK_MS);
  await user.yann.say(ROOM, '/idee digest envoyer');
  const digest = await until('the digest in the channel', async () =>
    (await digestsInRoom()).find(({ id }) => !known.has(id)),
  );
  const lines = textOf(digest)
    .replace(/[\u202F\u00A0]/g, ' ')
    .split('\n');
  const numbered = lines.flatMap((line) => {
    const [, position, number] = /^(\d)\uFE0F\u20E3 #(\d+) /u.exec(line) ?? [];
    const gained = Number(/ · \+(\d+)$/u.exec(line)?.[1] ?? 0);
    return number ? [{ position: Number(position), number: Number(number), gained }] : [];
  });
  return {
    totals: lines.find((line) => line.startsWith('Cette semaine')),
    top: numbered.filter(({ gained }) => gained > 0),
    discover: numbered.filter(({ gained }) => gained === 0),
  };
}

async function digestsInRoom() {
  return (await user.yann.messages(ROOM)).filter((message) => textOf(message).startsWith('📬'));
}

/** Lots that fall the same in every run (Park and Miller): a whole number below `sides`. */
function lots(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % sides;
  };
}

async function firstProposals(): Promise<{ title: string; body: string }[]> {
  const found: { title: string; body: string }[] = [];
  for await (const line of createInterface({ input: createReadStream(FILE) })) {
    const {
      kind,
      title = '',
      body = '',
    } = JSON.parse(line) as { kind: string; title?: string; body?: string };
    if (kind === 'proposal') found.push({ title, body });
    if (found.length === HOW_MANY) break;
  }
  return found;
}
