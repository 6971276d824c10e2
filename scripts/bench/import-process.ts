import { openBox } from './box-file.ts';
import { importLines } from './import-box.ts';

/** What a process of its own imports, so that nothing else of the bench is in its memory. */
export interface ImportProcess {
  database: string;
  lab: string;
  file: string;
  lines: number;
}

/** What it tells after each batch: lines until now, and what the process holds, in bytes. */
export interface ImportMoment {
  done: number;
  /** Memory the machine gave it. */
  resident: number;
  /** Objects of JavaScript, the dead among them. */
  heap: number;
}

const { database, lab: slug, ...work } = JSON.parse(process.argv[2] ?? '{}') as ImportProcess;
const box = await openBox(database);
const lab = await box.reads.labs.bySlug(slug);
if (!lab) throw new Error(`no lab ${slug}`);
let done = 0;
await importLines(box.unitOfWork, { ...work, lab }, (count) => {
  done += count;
  const { rss: resident, heapUsed: heap } = process.memoryUsage();
  process.send?.({ done, resident, heap } satisfies ImportMoment);
});
await box.close();
