import { exportBox } from './exporting/export-script.ts';
import { run } from './support/script.ts';

await run(exportBox);
