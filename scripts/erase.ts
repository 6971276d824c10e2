import { erase } from './erasing/erase-script.ts';
import { run } from './support/script.ts';

await run(erase);
