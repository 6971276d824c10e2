/** No types here: `npm run check:types` does them, for the tests too. */
const swc = (tsx) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
    },
  },
];

/**
 * Started by `npm test` with node's --experimental-vm-modules: the tests are ES modules, as the program is.
 * @type {import('jest').Config}
 */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // Apart: in a .tsx file `<T>(x: T) => x` is the beginning of an element.
  transform: { '\\.ts$': swc(false), '\\.tsx$': swc(true) },
  // dist/ repeats the tree; jest would find every module twice.
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout: 15_000,
  maxWorkers: 2,
  // A worker ends within some 30 ms; on a busy machine it may take a second, which at jest's 500 ms would be told as a
  // leak. A real one still is.
  workerGracefulExitTimeout: 10_000,
};
