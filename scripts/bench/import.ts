import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTempDir } from '../support/temp-dir.ts';
import { BareImport, type Ready, readyOf } from './bare-import.ts';
import { type Bench, median, type Result, rounded, timed } from './bench.ts';
import { openBox } from './box-file.ts';
import { importLines, makeImportBox, SOURCE } from './import-box.ts';
import { NOW, recordsOf, writeImportFile } from './import-lines.ts';
import { importMemory } from './import-memory.ts';
import { type Texts, textsOf } from './quarry.ts';
import { quarry } from './real-texts.ts';

/** Lines of a transaction, as the import has them. */
const BATCH = 1000;
const DAY_MS = 86_400_000;
/** Of the bare loop's speed. */
const AIM = 0.3;

/** How much is measured: lines a round, each in new databases. */
export interface ImportSize {
  lines: number;
  rounds: number;
}

/** How fast one of the two was in one round. */
interface Speed {
  /** Lines per second. */
  rate: number;
  /** Microseconds of processor a line: what is left when the disk costs nothing. */
  cpu: number;
}

interface Round {
  box: Speed;
  bare: Speed;
}

/** Speed beside a bare loop of the same inserts, then memory over a long file. */
export const importing: Bench = async function* (quick, around) {
  const texts = textsOf(quarry());
  yield await measureImport(texts, quick ? { lines: 10_000, rounds: 3 } : { lines: 100_000, rounds: 5 });
  yield await importMemory(texts, quick ? 50_000 : 1_000_000, around);
};

/** A first round warms both up and does not count. Throws when the two databases do not end with the same rows. */
export async function measureImport(texts: Texts, { lines, rounds }: ImportSize): Promise<Result> {
  const played: Round[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const speeds = await inTempDir((dir) => playRound(dir, texts, lines));
    if (round > 0) played.push(speeds);
  }
  const medianOf = (of: (round: Round) => number) => rounded(median(played.map(of)));
  const ratio = medianOf(({ box, bare }) => box.rate / bare.rate);
  return {
    name: 'import',
    value: medianOf(({ box }) => box.rate),
    unit: 'lines/s',
    baseline: medianOf(({ bare }) => bare.rate),
    ratio,
    aim: `ratio of ${AIM} or more`,
    met: ratio >= AIM,
    lines,
    rounds,
    cpuUs: medianOf(({ box }) => box.cpu),
    baselineCpuUs: medianOf(({ bare }) => bare.cpu),
    texts: texts.source,
  };
}

/** Both, one after the other: the box reads its file, the bare loop has all lines in memory. */
async function playRound(dir: string, texts: Texts, lines: number): Promise<Round> {
  const [file, ours, bares] = [join(dir, 'lines.ndjson'), join(dir, 'box.db'), join(dir, 'bare.db')];
  await writeImportFile(file, texts, lines);
  const lab = await makeImportBox(ours);
  copyFileSync(ours, bares);
  const opened = await openBox(ours);
  try {
    const box = await speedOf(lines, () => importLines(opened.unitOfWork, { file, lab, lines }, () => {}));
    await opened.close();
    const ready = [...recordsOf(texts, lines)].map(readyOf);
    return { box, bare: await playBare(bares, lab.id, ready, ours) };
  } finally {
    await opened.close();
  }
}

async function playBare(file: string, lab: number, ready: readonly Ready[], ours: string): Promise<Speed> {
  const bare = new BareImport(file, { lab, source: SOURCE, day: NOW - (NOW % DAY_MS) });
  try {
    const speed = await speedOf(ready.length, () => {
      for (let from = 0; from < ready.length; from += BATCH) bare.batch(ready.slice(from, from + BATCH));
    });
    bare.mustEqual(ours);
    return speed;
  } finally {
    bare.close();
  }
}

async function speedOf(lines: number, work: () => unknown): Promise<Speed> {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { rate: (lines / ms) * 1000, cpu: (user + system) / lines };
}
