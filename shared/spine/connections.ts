import { connections } from "../db/schema.ts";
import type { ConnectedService } from "../domain/connection.ts";
import type { CallOutcome } from "../integrations/call.ts";
import type { Connector } from "../integrations/connector.ts";
import { dashboardLink } from "../platform/config.ts";
import { SignalboxError } from "../platform/errors.ts";
import { connectors } from "./connections/connectors.ts";
import { type Connection, connectionOf, openAccess, sealedGrant } from "./connections/kept.ts";
import { renewConnection } from "./connections/renew-connection.ts";
import type { Ground } from "./ground.ts";

/** What a service is called with. */
export interface Access {
  token: string;
  /** Who acts by it, as the service names it: `urn:li:person:…`, a user's id, a DID. */
  account: string;
}

/** The page of the dashboard on which accounts are connected, as people are told of it. */
export function accountsPage({ settings }: Ground): string {
  return dashboardLink(settings, "/accounts") ?? "the dashboard, under Accounts";
}

/**
 * A service's access token, renewed when its end is near.
 * @param refused a token that the service doesn't take any more: another one is got.
 * @throws SignalboxError `not_configured` naming the page on which a person connects or renews it, `unavailable` when the service
 * doesn't answer now.
 */
export async function accessToken(
  ground: Ground,
  service: ConnectedService,
  refused?: string,
): Promise<Access> {
  const outcome = await accessTo(ground, service, refused);
  if (outcome.kind === "answered") return outcome.value;
  throw new SignalboxError(outcome.kind === "refused" ? "not_configured" : "unavailable", outcome.error);
}

/**
 * Calls a service under its token; where the service doesn't take that any more, another one is got and it is called once more. What
 * keeps a token from being got comes back as a refusal or a "later", as if the service had said so: nothing was sent.
 */
export async function withToken<T>(
  ground: Ground,
  service: ConnectedService,
  call: (access: Access) => Promise<CallOutcome<T>>,
): Promise<CallOutcome<T>> {
  const first = await accessTo(ground, service);
  if (first.kind !== "answered") return first;
  const outcome = await call(first.value);
  if (outcome.kind !== "refused" || connectors[service]?.refusesToken(outcome) !== true) return outcome;
  const second = await accessTo(ground, service, first.value.token);
  return second.kind === "answered" ? call(second.value) : second;
}

/** The same as an outcome: a refusal needs a person. */
export async function accessTo(
  ground: Ground,
  service: ConnectedService,
  refused?: string,
): Promise<CallOutcome<Access>> {
  const connector = connectors[service];
  if (connector === null) return { kind: "refused", error: `${service} can't be connected yet` };
  try {
    const row = (await connectionOf(ground, service)) ?? (await opened(ground, connector));
    if ("kind" in row) return row;
    return await accessOf(ground, connector, row, refused);
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "not_configured") throw error;
    return { kind: "refused", error: `${connector.title}: ${error.message}` };
  }
}

async function accessOf(
  ground: Ground,
  connector: Connector,
  row: Connection,
  refused: string | undefined,
): Promise<CallOutcome<Access>> {
  if (row.state === "broken" && connector.open === null)
    return needsPerson(ground, connector, row.error ?? "it is broken");
  const now = ground.now();
  const token = await openAccess(ground, row);
  const isUseless = token === refused || row.state === "broken";
  const isOver = isUseless || (row.expiresAt !== null && row.expiresAt <= now);
  if (!isOver && !isDue(connector, row, now)) return answered(token, row.account);
  const renewed = await renewConnection(ground, connector, row, isUseless);
  if (renewed.kind === "answered")
    return answered(await openAccess(ground, renewed.value), renewed.value.account);
  if (!isOver) return answered(token, row.account);
  return renewed.kind === "refused" ? needsPerson(ground, connector, renewed.error) : renewed;
}

/** Whether it is time to renew a token that still serves. */
export function isDue(
  { renewBeforeMs, renewAfterMs }: Connector,
  { sealedRefresh, expiresAt, refreshedAt }: Connection,
  now: number,
): boolean {
  if (sealedRefresh === null || expiresAt === null) return false;
  return now >= expiresAt - renewBeforeMs && now >= refreshedAt + renewAfterMs;
}

function answered(token: string, account: string): CallOutcome<Access> {
  return { kind: "answered", value: { token, account } };
}

/** A connection that the settings alone make. */
async function opened(
  ground: Ground,
  connector: Connector,
): Promise<Connection | Exclude<CallOutcome<never>, { kind: "answered" }>> {
  if (connector.open === null)
    return {
      kind: "refused",
      error: `${connector.title} is not connected: connect it at ${accountsPage(ground)}`,
    };
  const grant = await connector.open(ground);
  if (grant.kind !== "answered") return grant;
  const at = ground.now();
  const row = {
    ...(await sealedGrant(ground, connector.service, grant.value)),
    by: null,
    warning: null,
    connectedAt: at,
    checkedAt: at,
  };
  await ground.db.insert(connections).values(row).onConflictDoNothing();
  return row;
}

function needsPerson(ground: Ground, { title }: Connector, why: string): CallOutcome<never> {
  return { kind: "refused", error: `${title} needs to be connected anew at ${accountsPage(ground)}: ${why}` };
}
