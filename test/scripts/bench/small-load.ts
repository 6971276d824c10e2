import { expect } from '@jest/globals';

/** The least load that goes through everything. */
export const LOAD = { people: 3, crowd: 10, rounds: 1, roundMs: 300, warmMs: 100, warmRequests: 10 };

/** How long a machine may take that has other things to do. */
export const PATIENCE_MS = 120_000;

export const LATENCY = {
  p50: expect.any(Number),
  p95: expect.any(Number),
  p99: expect.any(Number),
  max: expect.any(Number),
};

/** That each figure was measured; none is judged. */
export function expectFigures(result: { value: number; baseline: number; ratio: number }): void {
  for (const figure of [result.value, result.baseline, result.ratio]) expect(figure).toBeGreaterThan(0);
}
