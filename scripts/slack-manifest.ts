import { slackManifest } from './manifesting/manifest-script.ts';
import { run } from './support/script.ts';

await run(slackManifest);
