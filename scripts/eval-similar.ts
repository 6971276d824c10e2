import { evalSimilar } from './evaluating/eval-similar-script.ts';
import { run } from './support/script.ts';

await run(evalSimilar);
