import { run } from '../support/script.ts';
import { bench } from './bench-script.ts';

await run(bench);
