import { mattermostSetup } from './installing/setup-script.ts';
import { run } from './support/script.ts';

await run(mattermostSetup);
