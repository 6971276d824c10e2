import { retry } from './retrying/retry-script.ts';
import { run } from './support/script.ts';

await run(retry);
