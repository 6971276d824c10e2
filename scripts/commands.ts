import { commands } from './grammar/commands-script.ts';
import { run } from './support/script.ts';

await run(commands);
