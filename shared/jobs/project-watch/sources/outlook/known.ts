import { inArray } from "drizzle-orm";
import type { Database } from "../../../../db/database.ts";
import { watchSignals } from "../../../../db/schema.ts";
import { type KnownMail, mailSignalId } from "./map.ts";

/** D1 takes a hundred parameters at once. */
const atOnce = 90;

/** Those of some mails that were told of already, by Graph's ids. */
export async function knownMails(
  db: Database,
  project: string,
  natives: readonly string[],
): Promise<Map<string, KnownMail>> {
  const nativeOf = new Map(natives.map((native) => [mailSignalId(project, native), native]));
  const ids = [...nativeOf.keys()];
  const known = new Map<string, KnownMail>();
  for (let at = 0; at < ids.length; at += atOnce) {
    const rows = await db
      .select({ id: watchSignals.id, item: watchSignals.item, title: watchSignals.title })
      .from(watchSignals)
      .where(inArray(watchSignals.id, ids.slice(at, at + atOnce)));
    for (const { id, item, title } of rows) {
      const native = nativeOf.get(id);
      if (native !== undefined) known.set(native, { native, item, title });
    }
  }
  return known;
}
