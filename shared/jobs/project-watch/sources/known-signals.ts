import { inArray } from "drizzle-orm";
import type { Database } from "../../../db/database.ts";
import { watchSignals } from "../../../db/schema.ts";

/** A signal that was told already. */
export interface KnownSignal {
  id: string;
  item: string;
  title: string;
}

/** D1 takes a hundred parameters at once. */
const atOnce = 90;

/** Those of some signals that were told already, by their ids. */
export async function knownSignals(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownSignal>> {
  const known: KnownSignal[] = [];
  for (let at = 0; at < ids.length; at += atOnce)
    known.push(
      ...(await db
        .select({ id: watchSignals.id, item: watchSignals.item, title: watchSignals.title })
        .from(watchSignals)
        .where(inArray(watchSignals.id, ids.slice(at, at + atOnce)))),
    );
  return new Map(known.map((one) => [one.id, one]));
}
