import { connections } from "../../db/schema.ts";
import type { Grant } from "../../domain/connection.ts";
import type { CallOutcome } from "../../integrations/call.ts";
import type { Connector } from "../../integrations/connector.ts";
import { redact } from "../../platform/redact.ts";
import type { Ground } from "../ground.ts";
import { record } from "../record.ts";
import {
  type Connection,
  connectionOf,
  leaseConnection,
  openRefresh,
  sealedGrant,
  unchanged,
} from "./kept.ts";

/** Longer than a service may take for its answer. */
const leaseMs = 30_000;
/** How soon somebody else's renewal is over, milliseconds. */
const soonMs = 1000;

/**
 * Gets a new access token for a connection. Of several who do so at once, one does: some services take a refresh token once.
 * What the service refuses for good is not asked again: the connection is broken when its token is of no use any more.
 * @param isUseless whether the token that is there is not taken, whatever its time says.
 */
export async function renewConnection(
  ground: Ground,
  connector: Connector,
  row: Connection,
  isUseless: boolean,
): Promise<CallOutcome<Connection>> {
  if (!(await leaseConnection(ground, row, leaseMs))) {
    const now = await connectionOf(ground, row.service);
    return now !== undefined && now.version !== row.version
      ? { kind: "answered", value: now }
      : { kind: "not_applied", error: `${connector.title}'s access is being renewed`, afterMs: soonMs };
  }
  const outcome = await newGrant(ground, connector, row);
  if (outcome.kind === "answered") return kept(ground, connector, row, outcome.value);
  if (outcome.kind !== "refused") {
    await ground.db.update(connections).set({ renewingUntil: null }).where(unchanged(row));
    return { kind: "not_applied", error: outcome.error, afterMs: afterMsOf(outcome) };
  }
  const why = redact(outcome.error);
  const isOver = isUseless || (row.expiresAt !== null && row.expiresAt <= ground.now());
  if (isOver) await breakConnection(ground, connector.title, row, why);
  // Its token serves until its end; from now on it counts as one that only a person renews.
  else
    await ground.db
      .update(connections)
      .set({ sealedRefresh: null, error: why, renewingUntil: null, version: crypto.randomUUID() })
      .where(unchanged(row));
  return { kind: "refused", error: why };
}

/** Writes that a connection is of no use until somebody renews it. The team is told by `tellConnections`. */
export async function breakConnection(
  ground: Ground,
  title: string,
  row: Connection,
  error: string,
): Promise<void> {
  const at = ground.now();
  const { service, version } = row;
  const broken = ground.db
    .update(connections)
    .set({ state: "broken", error, brokenSince: row.brokenSince ?? at, renewingUntil: null })
    .where(unchanged(row));
  const told = {
    id: `connection/${service}/broken/${version}`,
    at,
    taskId: null,
    type: "connection.broken",
    summary: `${title}'s account can't be used any more: ${error}`,
    data: { service, tell: true },
  } as const;
  await record(ground, [told], [broken]);
}

async function newGrant(ground: Ground, connector: Connector, row: Connection): Promise<CallOutcome<Grant>> {
  const refresh = await openRefresh(ground, row);
  const renewed: CallOutcome<Grant> =
    refresh === null
      ? { kind: "refused", error: "its access is over, and nothing renews it but a person" }
      : await connector.renew(ground, refresh);
  return renewed.kind === "refused" && connector.open !== null ? connector.open(ground) : renewed;
}

async function kept(
  ground: Ground,
  { title }: Connector,
  row: Connection,
  grant: Grant,
): Promise<CallOutcome<Connection>> {
  // Renewing tells some services' tokens and not whose they are.
  const account = grant.account === "" ? row.account : grant.account;
  if (account !== row.account && row.by !== null) {
    const error = `it answers for ${account} now, and ${row.account} was connected`;
    await breakConnection(ground, title, row, error);
    return { kind: "refused", error };
  }
  const next = await sealedGrant(ground, row.service, { ...grant, account, name: grant.name || row.name });
  await ground.db.update(connections).set(next).where(unchanged(row));
  return { kind: "answered", value: { ...row, ...next } };
}

function afterMsOf(outcome: Exclude<CallOutcome<Grant>, { kind: "answered" | "refused" }>): number {
  return outcome.kind === "not_applied" ? outcome.afterMs : soonMs;
}
