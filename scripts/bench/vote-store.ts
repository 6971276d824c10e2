import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenDatabase } from '../../db/open.ts';
import type { Acting } from '../../src/members/acting.ts';
import { isRefusal } from '../../src/refusal.ts';
import { castVote } from '../../src/votes/cast-vote.ts';
import { inTempDir } from '../support/temp-dir.ts';
import { BareVotes } from './bare-votes.ts';
import { median, type Result, rounded, timed } from './bench.ts';
import { makeBoxFile, openBox } from './box-file.ts';
import { type Ballot, fillVoting, IDEAS, VOTERS } from './voting.ts';

/** How much is measured. */
export interface VoteSize {
  /** Votes a round; each round measures the box, then the bare statements, so that both meet the same noise. */
  votes: number;
  /** Rounds go on until both are reached: milliseconds, and how many rounds. */
  forMs: number;
  rounds: number;
}

/** How fast one of the two was in one round. */
interface Speed {
  /** Votes per second. */
  rate: number;
  /** Microseconds of processor a vote: what is left when the disk costs nothing. */
  cpu: number;
}

/** How many vote at the same time. */
const CALLERS = [1, 20];

/** Votes per second through the use case, against the same rows written by prepared statements. */
export async function* voteStore(quick: boolean): AsyncGenerator<Result> {
  for (const callers of CALLERS) {
    yield await measureVotes(callers, { votes: 500, forMs: quick ? 8000 : 30_000, rounds: 3 });
  }
}

/** Throws when the two databases do not end with the same rows. */
export function measureVotes(callers: number, size: VoteSize): Promise<Result> {
  return inTempDir(async (dir) => {
    const [ours, bares] = [join(dir, 'box.db'), join(dir, 'bare.db')];
    await makeBoxFile(ours, fillVoting);
    copyFileSync(ours, bares);
    const box = await openBox(ours);
    const bare = new BareVotes(bares);
    try {
      const rounds = await playRounds(box, bare, callers, size);
      await box.close();
      bare.mustEqual(ours);
      const medianOf = (of: (round: Round) => number) => rounded(median(rounds.map(of)));
      return {
        name: 'vote_store',
        value: medianOf((round) => round.box.rate),
        unit: 'votes/s',
        baseline: medianOf((round) => round.bare.rate),
        ratio: medianOf((round) => round.box.rate / round.bare.rate),
        callers,
        votes: rounds.length * size.votes,
        cpuUs: medianOf((round) => round.box.cpu),
        baselineCpuUs: medianOf((round) => round.bare.cpu),
      };
    } finally {
      bare.close();
      await box.close();
    }
  });
}

interface Round {
  box: Speed;
  bare: Speed;
}

/** A first round warms both up and does not count. */
async function playRounds(
  box: OpenDatabase,
  bare: BareVotes,
  callers: number,
  { votes, forMs, rounds }: VoteSize,
): Promise<Round[]> {
  const played: Round[] = [];
  const until = performance.now() + forMs;
  for (let round = 0; round <= rounds || performance.now() < until; round += 1) {
    const ballots = draw(round * votes, votes);
    const order: Ballot[] = [];
    const speeds = {
      box: await speedOf(votes, () => castAll(box, ballots, callers, order)),
      bare: await speedOf(votes, () => {
        for (const ballot of order) bare.cast(ballot);
      }),
    };
    if (round > 0) played.push(speeds);
  }
  return played;
}

async function speedOf(votes: number, work: () => unknown): Promise<Speed> {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { rate: (votes / ms) * 1000, cpu: (user + system) / votes };
}

/** Every caller waits for its own vote before it casts the next one. `order` gets them as they were recorded. */
async function castAll(
  { unitOfWork }: OpenDatabase,
  ballots: readonly Ballot[],
  callers: number,
  order: Ballot[],
): Promise<void> {
  const left = ballots.values();
  const caller = async () => {
    for (const ballot of left) {
      const { number, value, at } = ballot;
      const cast = await unitOfWork.run((tx) => {
        order.push(ballot);
        return castVote(tx, actingAs(ballot.voter), { number, value, at });
      });
      if (isRefusal(cast)) throw new Error(`a vote was refused: ${cast.why}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

function actingAs(voter: number): Acting {
  const identity = {
    id: voter,
    member: voter,
    platform: 'bench',
    realm: 'bench',
    user: `v${voter}`,
    name: null,
  };
  const reader = {
    kind: 'member' as const,
    active: true,
    accounts: [voter],
    member: voter,
    administrator: false,
    facilitates: [],
    here: null,
  };
  return { identity, reader };
}

/** Mostly first votes; some change their mind, some say the same again. The same each time. */
function draw(from: number, count: number): Ballot[] {
  return Array.from({ length: count }, (_, index) => {
    const lot = ((from + index) * 2_654_435_761) % 4_294_967_296;
    return {
      voter: 2 + (lot % VOTERS),
      number: 1 + (Math.floor(lot / VOTERS) % IDEAS),
      value: lot % 5 === 0 ? 'against' : 'for',
      at: 1_800_000_000_000 + from + index,
    };
  });
}
