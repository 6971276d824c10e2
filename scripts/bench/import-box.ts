import { DEFAULT_DIGEST_CRON, type Lab } from '../../src/labs/lab.ts';
import type { UnitOfWork } from '../../src/unit-of-work.ts';
import { USUAL } from '../importing/fields.ts';
import { importFiles } from '../importing/import-files.ts';
import { openBox } from './box-file.ts';
import { NOW } from './import-lines.ts';

/** Where the ids of the lines are from. */
export const SOURCE = 'bench';

/** Makes a box with one lab. */
export async function makeImportBox(file: string): Promise<Lab> {
  const box = await openBox(file);
  try {
    const lab = await box.unitOfWork.run((tx) => tx.labs.create(LAB, NOW));
    if (!lab) throw new Error('the box is not new');
    return lab;
  } finally {
    await box.close();
  }
}

const LAB: Omit<Lab, 'id'> = {
  slug: 'bench',
  name: 'Bench',
  field: '',
  region: '',
  zone: 'Europe/Paris',
  language: 'fr',
  access: 'open',
  digestCron: DEFAULT_DIGEST_CRON,
};

/** The import as `npm run import` does it, file and all; throws when it did not bring every line. */
export async function importLines(
  unitOfWork: UnitOfWork,
  { file, lab, lines }: { file: string; lab: Lab; lines: number },
  onLines: (count: number) => void,
): Promise<void> {
  const order = { lab, source: SOURCE, now: NOW, replay: false, totals: false };
  const { report, cut } = await importFiles([file], unitOfWork, { order, mapping: USUAL, onLines });
  const { ideas, votes } = report.imported;
  if (ideas + votes !== lines) {
    throw new Error(
      `${ideas + votes} of ${lines} lines were imported, ${report.refused} refused: ${cut ?? ''}`,
    );
  }
}
