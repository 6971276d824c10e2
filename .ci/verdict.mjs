// Reads jest's results and prints the line machines read: "N passed, N failed". What was left out, and a suite
// that could not even start, count as failed. Where the real consultation data is beside the checkout, the test
// that needs it must have run.
import { existsSync, readFileSync } from 'node:fs';

const REAL_DATA = new URL('../../shared/data', import.meta.url);
const REAL_TEST = 'two hundred real proposals';

const jest = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const leftOut = jest.numPendingTests + jest.numTodoTests;
if (leftOut > 0) console.log(`${leftOut} left out: counted as failed here`);

const ran = jest.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .some(({ title, status }) => title.startsWith(REAL_TEST) && status === 'passed');
const unproven = existsSync(REAL_DATA) && !ran ? 1 : 0;
if (unproven) console.log('../shared/data is there and its test did not pass');

const failed = jest.numFailedTests + jest.numRuntimeErrorTestSuites + leftOut + unproven;
console.log(`${jest.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
