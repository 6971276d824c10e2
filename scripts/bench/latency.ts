import { rounded } from './bench.ts';

/** How long the same kind of thing took, in milliseconds. */
export interface Latency {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** By the nearest rank: each figure is a time that was measured. NaN where nothing was. */
export function latencyOf(times: readonly number[]): Latency {
  const sorted = [...times].sort((a, b) => a - b);
  const reached = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return { p50: reached(0.5), p95: reached(0.95), p99: reached(0.99), max: reached(1) };
}

/** As a result shows it. */
export function roundedLatency({ p50, p95, p99, max }: Latency): Latency {
  return { p50: rounded(p50), p95: rounded(p95), p99: rounded(p99), max: rounded(max) };
}
