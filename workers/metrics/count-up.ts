import { agentOf, agents } from "./agents.ts";
import { countedFacts, endOfLedger } from "./counted-facts.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { countFact, noTotals, type Totals, totalsSchema } from "./totals.ts";

/** Where the totals rest between isolates. They follow from the ledger alone: whichever isolate wrote last is right. */
const key = "metrics/totals.json";
/** Facts that are looked through in one query. */
const window = 10_000;
/** A scraper waits no longer than this for a long ledger that nobody has counted yet; its next scrape goes on. */
const patienceMs = 3000;
/** At most so many facts are counted again by the next isolate. */
const savedEvery = 2000;

/**
 * The totals up to the ledger's last fact, or as far as there is time, from `before` (null: from where they rest) on: only what is new is read, and
 * `before` stays as it is. A ledger that was put back to an earlier day is counted from its beginning.
 */
export async function countUp(spine: Spine, before: Totals | null): Promise<Totals> {
  let totals = before ?? (await rested(spine));
  const { last, idAt } = await endOfLedger(spine.db, totals.seq);
  if (totals.seq > 0 && idAt !== totals.id) totals = noTotals(agents);
  if (totals.seq === last) return totals;
  const first = totals.seq;
  totals = structuredClone(totals);
  const startedAt = spine.now();
  while (totals.seq < last && spine.now() - startedAt < patienceMs) {
    const upTo = Math.min(totals.seq + window, last);
    const { facts, idAt: id } = await countedFacts(spine.db, totals.seq, upTo);
    for (const fact of facts) countFact(totals, fact, agentOf);
    totals.seq = upTo;
    totals.id = id ?? "";
  }
  if (Math.floor(totals.seq / savedEvery) > Math.floor(first / savedEvery)) await rest(spine, totals);
  return totals;
}

/** Counts on from where the totals rest and lets them rest there: up to the fact that is returned, all is counted for good. */
export async function countedTo(spine: Spine): Promise<number> {
  const totals = await countUp(spine, null);
  await rest(spine, totals);
  return totals.seq;
}

async function rest({ env }: Spine, totals: Totals): Promise<void> {
  await env.ARTEFACTS.put(key, JSON.stringify(totals));
}

async function rested({ env }: Spine): Promise<Totals> {
  const stored = await env.ARTEFACTS.get(key);
  if (stored === null) return noTotals(agents);
  // Of another form, they are from an earlier version: the ledger has it all.
  const parsed = totalsSchema.safeParse(await stored.json());
  return parsed.success ? parsed.data : noTotals(agents);
}
