import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { progress } from '../support/progress.ts';
import type { Surroundings } from '../support/script.ts';
import { inTempDir } from '../support/temp-dir.ts';
import { AskedBox, type BareSize, type Measured } from './asked-box.ts';
import { type Result, rounded } from './bench.ts';
import type { Inquiry } from './inquiry.ts';
import { type Latency, roundedLatency } from './latency.ts';
import type { Texts } from './quarry.ts';
import { type Question, questionsOf } from './question.ts';
import { makeSearchBox } from './search-box.ts';

/** How much is measured. */
export interface LatencySize extends BareSize {
  /** Of the boxes, the smallest first. */
  ideas: readonly number[];
  /** Questions to each box that count, after so many that warm up. */
  questions: number;
  warm: number;
}

const QUICK = { ideas: [2000, 10_000, 50_000], questions: 200, warm: 30, bareMs: 2000, bareMin: 20 };
const FULL = { ideas: [10_000, 100_000, 1_000_000], questions: 400, warm: 50, bareMs: 45_000, bareMin: 40 };

/** Boxes of 2,000 to 50,000 ideas, or of ten thousand to a million. */
export const sizesOf = (quick: boolean): LatencySize => (quick ? QUICK : FULL);

/** What is aimed at in a box of so many ideas, and whether it is met; nothing at other sizes. */
export function aimAt(ideas: number, { p95, max }: Latency): { aim?: string; met?: boolean } {
  if (ideas === 100_000) return { aim: 'p95 below 25 ms', met: p95 < 25 };
  if (ideas === 1_000_000) return { aim: 'none above 100 ms', met: max <= 100 };
  return {};
}

/** Questions to one box before the next has its turn, so that all sizes meet the same noise. */
const TURN = 10;

type Told = Pick<Surroundings, 'err' | 'screen'>;

/**
 * How long the same kinds of questions take in boxes of several sizes, and how that grows, beside a bare full-text
 * query on the same index. A result is the 95th percentile in one box.
 */
export async function* measureLatency(
  inquiry: Inquiry,
  texts: Texts,
  size: LatencySize,
  around: Told,
): AsyncGenerator<Result> {
  const measured = await inTempDir((dir) => measureAll(dir, inquiry, texts, size, around));
  for (const [place, one] of measured.entries()) {
    yield resultOf(inquiry.name, texts, one, measured[place - 1] ?? null);
  }
}

async function measureAll(
  dir: string,
  inquiry: Inquiry,
  texts: Texts,
  size: LatencySize,
  around: Told,
): Promise<Measured[]> {
  const boxes = new Map<AskedBox, Question[]>();
  try {
    for (const ideas of size.ideas) {
      const file = join(dir, `${ideas}.db`);
      const bar = progress({ what: `ideas for ${inquiry.name}`, total: ideas }, around, systemClock);
      await makeSearchBox(file, texts, ideas, bar.advance).finally(bar.end);
      const box = await AskedBox.open(file, inquiry, { ...size, ideas });
      boxes.set(box, questionsOf(texts, ideas, size.warm + size.questions, inquiry.askers));
    }
    for (const [box, questions] of boxes) await box.warmUp(questions.slice(0, size.warm));
    for (let from = size.warm; from < size.warm + size.questions; from += TURN) {
      for (const [box, questions] of boxes) await box.ask(questions.slice(from, from + TURN));
    }
    return [...boxes.keys()].map((box) => box.measured());
  } finally {
    for (const box of boxes.keys()) await box.close();
  }
}

function resultOf(name: string, { source }: Texts, measured: Measured, before: Measured | null): Result {
  const { ideas, latency, bare, found } = measured;
  return {
    name,
    value: rounded(latency.p95),
    unit: 'ms',
    baseline: rounded(bare.p95),
    ratio: rounded(latency.p95 / bare.p95),
    ideas,
    ...roundedLatency(latency),
    ...aimAt(ideas, latency),
    // Of the 95th percentile, from the box before; as the ideas grew.
    ...(before && {
      growth: rounded(latency.p95 / before.latency.p95),
      linear: rounded(ideas / before.ideas),
    }),
    ...(found !== null && { found: rounded(found) }),
    blockedMs: rounded(measured.blocked),
    cpu: roundedLatency(measured.cpu),
    kinds: Object.fromEntries(Object.entries(measured.kinds).map(([kind, of]) => [kind, roundedLatency(of)])),
    bare: roundedLatency(bare),
    bareQuestions: measured.bareQuestions,
    fileMib: rounded(measured.mib),
    texts: source,
  };
}
