/** A distribution of milliseconds. */
export interface Latency {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/**
 * Percentiles by the nearest rank.
 * @throws Error when there are no times, or some are none.
 */
export function latencyOf(values: readonly number[]): Latency {
  if (values.length === 0 || !values.every(Number.isFinite))
    throw new Error(`no times were measured: [${values.join(", ")}]`);
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function mean(values: readonly number[]): number {
  return rounded(values.reduce((sum, value) => sum + value, 0) / values.length, 2);
}

export function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

/** One row of a table of latencies. */
export function latencyLine(label: string, { p50, p95, p99, max, n }: Latency): string {
  const cell = (value: number): string => String(value).padStart(9);
  return `${label.padEnd(28)} p50 ${cell(p50)}  p95 ${cell(p95)}  p99 ${cell(p99)}  max ${cell(max)} ms  (n ${n})`;
}

/** A number beside its goal. It is told whether the goal is met, and nothing else follows from it. */
export interface Judged {
  value: number;
  goal: string;
  met: boolean;
}

export function atMost(value: number, goal: number): Judged {
  return { value: rounded(value, 2), goal: `≤ ${goal}`, met: value <= goal };
}

export function atLeast(value: number, goal: number): Judged {
  return { value: rounded(value, 2), goal: `≥ ${goal}`, met: value >= goal };
}

export function judgedLine(label: string, { value, goal, met }: Judged): string {
  return `${label.padEnd(34)} ${value}  (goal ${goal}: ${met ? "met" : "missed"})`;
}
