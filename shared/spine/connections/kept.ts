import { and, eq, isNull, lt, or } from "drizzle-orm";
import { connections } from "../../db/schema.ts";
import type { ConnectedService, Grant } from "../../domain/connection.ts";
import { seal, unseal } from "../../platform/seal.ts";
import type { Ground } from "../ground.ts";

export type Connection = typeof connections.$inferSelect;

/** A grant as it stands in its row. */
export async function sealedGrant({ settings, now }: Ground, service: ConnectedService, grant: Grant) {
  const { account, name, access, refresh, expiresAt, refreshExpiresAt } = grant;
  return {
    service,
    account,
    name,
    sealedAccess: await seal(settings, access, placeOf({ service, account }, "access")),
    sealedRefresh:
      refresh === null ? null : await seal(settings, refresh, placeOf({ service, account }, "refresh")),
    expiresAt,
    refreshExpiresAt,
    state: "connected" as const,
    error: null,
    brokenSince: null,
    refreshedAt: now(),
    renewingUntil: null,
    version: crypto.randomUUID(),
  };
}

export async function openAccess({ settings }: Ground, row: Connection): Promise<string> {
  return unseal(settings, row.sealedAccess, placeOf(row, "access"));
}

/** Null: it has none. */
export async function openRefresh({ settings }: Ground, row: Connection): Promise<string | null> {
  return row.sealedRefresh === null ? null : unseal(settings, row.sealedRefresh, placeOf(row, "refresh"));
}

export async function connectionOf(
  { db }: Ground,
  service: ConnectedService,
): Promise<Connection | undefined> {
  return db.select().from(connections).where(eq(connections.service, service)).get();
}

/** Takes the right to change a row's tokens, for as long as it takes; false: somebody else has it, or has used it. */
export async function leaseConnection({ db, now }: Ground, row: Connection, ms: number): Promise<boolean> {
  const free = or(isNull(connections.renewingUntil), lt(connections.renewingUntil, now()));
  const leased = await db
    .update(connections)
    .set({ renewingUntil: now() + ms })
    .where(and(eq(connections.service, row.service), eq(connections.version, row.version), free))
    .returning({ service: connections.service });
  return leased.length === 1;
}

/** The condition that a row's tokens are still those that were read. */
export function unchanged({ service, version }: Connection) {
  return and(eq(connections.service, service), eq(connections.version, version));
}

/** Where a token stands: it opens nowhere else. */
function placeOf(
  { service, account }: Pick<Connection, "service" | "account">,
  which: "access" | "refresh",
): string {
  return `${service}/${account}/${which}`;
}
