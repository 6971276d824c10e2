// Reads jest's results and prints the line machines read: "N passed, N failed". What was left out, and a suite
// that could not even start, count as failed. Where the real consultation data is beside the checkout, the tests
// that need it must have run.
import { existsSync, readFileSync } from 'node:fs';

const REAL_DATA = new URL('../../shared/data', import.meta.url);
/** How the titles of those tests begin. */
const REAL_TESTS = ['two hundred real proposals', 'the real history'];

const jest = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const leftOut = jest.numPendingTests + jest.numTodoTests;
if (leftOut > 0) console.log(`${leftOut} left out: counted as failed here`);

const passed = jest.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status }) => status === 'passed');
const unproven = REAL_TESTS.filter((begin) => !passed.some(({ title }) => title.startsWith(begin)));
const missing = existsSync(REAL_DATA) ? unproven : [];
for (const begin of missing) console.log(`../shared/data is there and no test "${begin} …" passed`);

const failed = jest.numFailedTests + jest.numRuntimeErrorTestSuites + leftOut + missing.length;
console.log(`${jest.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
