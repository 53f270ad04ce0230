import { and, asc, eq, gt, isNull, lt } from "drizzle-orm";
import { actions, connections, effects } from "../../db/schema.ts";
import { stopAmong } from "../../domain/stop.ts";
import type { Spine } from "../context.ts";
import { record } from "../record.ts";
import { openStops } from "../stops.ts";
import { checkConnection } from "./check-connection.ts";
import { connectors } from "./connectors.ts";
import type { Connection } from "./kept.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A service that doesn't answer is asked again so soon, milliseconds. */
const againMs = 10 * minute;
const atOnce = 500;

interface Due {
  service: string;
  dueAt: number;
}

/**
 * Looks at each connection once a day, and once more in the hour before something is due there; a piece that is due within a day
 * where nothing can go out is pointed out. What is stopped is left alone. Returns how many connections were looked at.
 */
export async function checkConnections(spine: Spine): Promise<number> {
  const { db } = spine;
  const soon = await dueSoon(spine);
  const stops = await openStops(db);
  let count = 0;
  for (const row of await db.select().from(connections)) {
    if (stopAmong(stops, { service: row.service }) !== null) continue;
    if (!isToBeChecked(row, soon, spine.now()) || !(await claim(spine, row))) continue;
    count += 1;
    if (await checkConnection(spine, row)) continue;
    await db
      .update(connections)
      .set({ checkedAt: spine.now() - day + againMs })
      .where(eq(connections.service, row.service));
  }
  if (soon.length > 0) await pointOut(spine, soon);
  return count;
}

function isToBeChecked({ service, checkedAt }: Connection, soon: readonly Due[], now: number): boolean {
  if (checkedAt === null || checkedAt <= now - day) return true;
  return soon.some(
    (one) => one.service === service && one.dueAt - hour <= now && checkedAt < one.dueAt - hour,
  );
}

/** Of several that look at the same moment one goes on. */
async function claim({ db, now }: Spine, { service, checkedAt }: Connection): Promise<boolean> {
  const asRead = checkedAt === null ? isNull(connections.checkedAt) : eq(connections.checkedAt, checkedAt);
  const claimed = await db
    .update(connections)
    .set({ checkedAt: now() })
    .where(and(eq(connections.service, service), asRead))
    .returning({ service: connections.service });
  return claimed.length === 1;
}

/** What was allowed and is due within a day, the next first. */
async function dueSoon(spine: Spine): Promise<Due[]> {
  const rows = await spine.db
    .select({ kind: actions.kind, dueAt: actions.dueAt })
    .from(actions)
    .innerJoin(effects, eq(effects.actionId, actions.id))
    .where(
      and(
        gt(actions.dueAt, spine.now()),
        lt(actions.dueAt, spine.now() + day),
        eq(effects.state, "pending"),
        isNull(effects.sentAt),
      ),
    )
    .orderBy(asc(actions.dueAt))
    .limit(atOnce);
  return rows.flatMap(({ kind, dueAt }) => {
    const service = spine.kinds(kind)?.service ?? null;
    return service === null || dueAt === null ? [] : [{ service, dueAt }];
  });
}

/** Says once for each connection and day that something is due for which it is of no use. */
async function pointOut(spine: Spine, soon: readonly Due[]): Promise<void> {
  const rows = await spine.db.select().from(connections);
  for (const connector of Object.values(connectors)) {
    if (connector === null || connector.open !== null) continue;
    const { service, title } = connector;
    const row = rows.find((one) => one.service === service);
    const lost = soon.filter((one) => one.service === service && !servesAt(row, one.dueAt));
    const [first] = lost;
    if (first === undefined) continue;
    const at = new Date(first.dueAt).toISOString();
    const pieces = lost.length === 1 ? "1 piece is" : `${lost.length} pieces are`;
    await record(spine, [
      {
        id: `connection/${service}/needed/${row?.version ?? "none"}/${at.slice(0, 10)}`,
        at: spine.now(),
        taskId: null,
        type: "connection.needed",
        summary: `${pieces} due within a day (the first at ${at.slice(0, 16)}Z) and ${title} can't be used then: connect it anew`,
        data: { service, tell: true },
      },
    ]);
  }
}

function servesAt(row: Connection | undefined, dueAt: number): boolean {
  if (row === undefined || row.state === "broken") return false;
  return row.sealedRefresh !== null || row.expiresAt === null || row.expiresAt > dueAt;
}
