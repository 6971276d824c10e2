import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/clock.ts';
import { progress } from '../support/progress.ts';
import type { Surroundings } from '../support/script.ts';
import { inTempDir } from '../support/temp-dir.ts';
import { type Result, rounded, timed } from './bench.ts';
import { makeImportBox } from './import-box.ts';
import { writeImportFile } from './import-lines.ts';
import type { ImportMoment, ImportProcess } from './import-process.ts';
import type { Texts } from './quarry.ts';

const PROCESS = fileURLToPath(new URL('./import-process.ts', import.meta.url));
/** How much more the whole file may take than its first tenth: so much differs by when the heap was tidied. */
const FLAT = 1.25;
/** Lines from which that is aimed at. */
const LONG = 1_000_000;

/**
 * Imports a long file in a process of its own: the most memory it ever had, beside the most it had in the first
 * tenth. Shorter files end before the heap has found its size.
 */
export function importMemory(
  texts: Texts,
  lines: number,
  around: Pick<Surroundings, 'err' | 'screen'>,
): Promise<Result> {
  return inTempDir(async (dir) => {
    const [database, file] = [join(dir, 'box.db'), join(dir, 'lines.ndjson')];
    await writeImportFile(file, texts, lines);
    const { slug: lab } = await makeImportBox(database);
    const bar = progress({ what: 'lines', total: lines }, around, systemClock);
    const moments: ImportMoment[] = [];
    const ms = await timed(() => {
      const onMoment = (moment: ImportMoment) => {
        bar.advance(moment.done - (moments.at(-1)?.done ?? 0));
        moments.push(moment);
      };
      return imported({ database, lab, file, lines }, onMoment).finally(bar.end);
    });
    return resultOf(moments, lines, ms, texts);
  });
}

async function imported(work: ImportProcess, onMoment: (moment: ImportMoment) => void): Promise<void> {
  const child = fork(PROCESS, [JSON.stringify(work)], { execArgv: ['--import', 'tsx'] });
  child.on('message', (moment) => onMoment(moment as ImportMoment));
  const stop = () => child.kill();
  process.once('exit', stop);
  const [code] = await once(child, 'close');
  process.off('exit', stop);
  if (code !== 0) throw new Error(`the process that imports ended with ${code}`);
}

function resultOf(moments: readonly ImportMoment[], lines: number, ms: number, texts: Texts): Result {
  const early = moments.filter(({ done }, at) => at === 0 || done <= lines / 10);
  const most = (of: readonly ImportMoment[], key: 'resident' | 'heap') =>
    Math.max(...of.map((moment) => moment[key])) / 2 ** 20;
  const [value, baseline] = [most(moments, 'resident'), most(early, 'resident')];
  return {
    name: 'import_memory',
    value: rounded(value),
    unit: 'MiB',
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    ...(lines >= LONG && { aim: `ratio below ${FLAT}`, met: value / baseline < FLAT }),
    lines,
    heap: rounded(most(moments, 'heap')),
    heapInFirstTenth: rounded(most(early, 'heap')),
    linesPerSecond: rounded((lines / ms) * 1000),
    texts: texts.source,
  };
}
