import { replay } from './replaying/replay-script.ts';
import { run } from './support/script.ts';

await run(replay);
