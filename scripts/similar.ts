import { similar } from './comparing/similar-script.ts';
import { run } from './support/script.ts';

await run(similar);
