import { importScript } from './importing/import-script.ts';
import { run } from './support/script.ts';

await run(importScript);
