/** What can be stopped by its name. */
export const namedScopes = ["project", "job", "service", "action_kind"] as const;
export const scopeKinds = ["all", ...namedScopes] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** What a stop is for: everything, or what bears a name. */
export type StopScope = { kind: "all" } | { kind: (typeof namedScopes)[number]; name: string };

/** Where something would happen, as far as it is known. */
export interface Whereabouts {
  project?: string | undefined;
  job?: string | null | undefined;
  service?: string | null | undefined;
  actionKind?: string | undefined;
}

/** A stop as it is recorded: from `at` on, until somebody resumes. Times are epoch milliseconds. */
export interface Stop {
  id: string;
  scope: ScopeKind;
  /** Empty where the scope is everything. */
  name: string;
  by: string;
  at: number;
  reason: string;
  resumedBy: string | null;
  resumedAt: number | null;
  resumedReason: string | null;
}

type Span = Pick<Stop, "scope" | "name" | "at" | "resumedAt">;

/** Whether a stop is for what would happen there. */
export function applies({ scope, name }: Pick<Stop, "scope" | "name">, where: Whereabouts): boolean {
  switch (scope) {
    case "all":
      return true;
    case "project":
      return where.project === name;
    case "job":
      return where.job === name;
    case "service":
      return where.service === name;
    case "action_kind":
      return where.actionKind === name;
  }
}

/** The oldest stop that keeps something from happening now; null: none does. */
export function stopAmong<S extends Span>(stops: readonly S[], where: Whereabouts): S | null {
  const open = stops.filter((stop) => stop.resumedAt === null && applies(stop, where));
  return open.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

/** For how long between two moments at least one stop applied: what several did together counts once. */
export function stoodStill(stops: readonly Span[], where: Whereabouts, from: number, to: number): number {
  const spans = stops
    .filter((stop) => applies(stop, where))
    .map(({ at, resumedAt }) => ({ begin: Math.max(at, from), end: Math.min(resumedAt ?? to, to) }))
    .filter(({ begin, end }) => end > begin)
    .toSorted((a, b) => a.begin - b.begin);
  let total = 0;
  let counted = from;
  for (const { begin, end } of spans) {
    total += Math.max(0, end - Math.max(begin, counted));
    counted = Math.max(counted, end);
  }
  return total;
}

/** Times that stand still while a stop applies. */
export interface Clock {
  /** Up to this moment the times make up for what stood still. */
  clockAt: number;
  holdUntil: number | null;
  remindAt: number | null;
  expiresAt: number | null;
}

/** The clock as it reads now: whatever lies ahead is as far ahead as it was, but for the time in which nothing was stopped. */
export function clockAfter<C extends Clock>(
  clock: C,
  stops: readonly Span[],
  where: Whereabouts,
  now: number,
): C {
  const still = stoodStill(stops, where, clock.clockAt, now);
  if (still === 0) return clock;
  const later = (time: number | null): number | null => (time === null ? null : time + still);
  return {
    ...clock,
    clockAt: now,
    holdUntil: later(clock.holdUntil),
    remindAt: later(clock.remindAt),
    expiresAt: later(clock.expiresAt),
  };
}

const scopeWords = {
  project: "the project",
  job: "the job",
  service: "the service",
  action_kind: "the kind of action",
} as const;

/** What a stop is for, in plain words. */
export function describeScope({ scope, name }: Pick<Stop, "scope" | "name">): string {
  return scope === "all" ? "everything" : `${scopeWords[scope]} ${name}`;
}

/** A stop in words: what, who, when and why. */
export function describeStop(stop: Pick<Stop, "scope" | "name" | "by" | "at" | "reason">): string {
  const at = new Date(stop.at).toISOString().slice(0, 16).replace("T", " ");
  return `${describeScope(stop)} was stopped by ${stop.by} at ${at} UTC: ${stop.reason}`;
}
