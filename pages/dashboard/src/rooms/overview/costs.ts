import type { Answer } from "../../api/types.ts";

type Costs = Answer<"GET /api/costs">;

/** What accepted outcomes cost over all projects. */
export interface Headline {
  usd: number;
  accepted: number;
  /** Null while nothing has been accepted. */
  usdPerAccepted: number | null;
  /** ISO 8601. */
  from: string | null;
  work: { work: string; usd: number; accepted: number; usdPerAccepted: number | null }[];
}

const per = (usd: number, accepted: number): number | null => (accepted === 0 ? null : usd / accepted);

/** Adds up what the projects cost, by kind of work, the dearest first. */
export function headlineOf(costs: readonly Costs[]): Headline {
  const byWork = new Map<string, { usd: number; accepted: number }>();
  for (const { work, usd, accepted } of costs.flatMap((one) => one.work)) {
    const before = byWork.get(work) ?? { usd: 0, accepted: 0 };
    byWork.set(work, { usd: before.usd + usd, accepted: before.accepted + accepted });
  }
  const work = [...byWork]
    .map(([name, sum]) => ({ work: name, ...sum, usdPerAccepted: per(sum.usd, sum.accepted) }))
    .toSorted((a, b) => b.usd - a.usd);
  const usd = work.reduce((sum, one) => sum + one.usd, 0);
  const accepted = work.reduce((sum, one) => sum + one.accepted, 0);
  return { usd, accepted, usdPerAccepted: per(usd, accepted), from: costs[0]?.from ?? null, work };
}
