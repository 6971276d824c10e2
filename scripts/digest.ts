import { digest } from './digesting/digest-script.ts';
import { run } from './support/script.ts';

await run(digest);
