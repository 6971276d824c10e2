import { doctor } from './examining/doctor-script.ts';
import { run } from './support/script.ts';

await run(doctor);
