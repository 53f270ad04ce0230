import { connections } from "../../db/schema.ts";
import { personNeededAt } from "../../domain/connection.ts";
import type { LedgerEntry, LedgerType } from "../../domain/ledger.ts";
import type { Connector } from "../../integrations/connector.ts";
import { sha256 } from "../../platform/digest.ts";
import { redact } from "../../platform/redact.ts";
import { isSealedWithOldKey } from "../../platform/seal.ts";
import { accessTo, withToken } from "../connections.ts";
import type { Ground } from "../ground.ts";
import { record } from "../record.ts";
import { connectors } from "./connectors.ts";
import { type Connection, connectionOf, openAccess, openRefresh, sealedGrant, unchanged } from "./kept.ts";
import { breakConnection } from "./renew-connection.ts";

const day = 24 * 60 * 60_000;
/** People are told so long before they have to connect something anew. */
const toldBeforeMs = 7 * day;

/**
 * Looks whether a connection is good for what is to come: its access is renewed when it is time, the service is asked whether
 * it takes it and for whom, and what was sealed with the key before is sealed with the one of now. What people have to know is a
 * fact, which `tellAlerts` tells them.
 * @returns false when the service doesn't answer now.
 */
export async function checkConnection(ground: Ground, row: Connection): Promise<boolean> {
  const connector = connectors[row.service];
  if (connector === null || (row.state === "broken" && connector.open === null)) return true;
  const access = await accessTo(ground, row.service);
  const seen =
    access.kind === "answered"
      ? await withToken(ground, row.service, async ({ token }) => connector.check(ground, token))
      : access;
  const fresh = await connectionOf(ground, row.service);
  // Who renewed it in vain has said so.
  if (fresh === undefined || fresh.state === "broken") return true;
  if (seen.kind === "not_applied" || seen.kind === "lost") return false;
  const why = seen.kind === "refused" ? redact(seen.error) : whyNotTheSame(fresh, seen.value.account);
  if (why !== null && (seen.kind === "answered" || connector.refusesToken(seen))) {
    await breakConnection(ground, connector.title, fresh, why);
    return true;
  }
  if (access.kind === "answered") await reseal(ground, fresh);
  const warning = seen.kind === "answered" ? seen.value.warning : why;
  await ground.db.update(connections).set({ warning, checkedAt: ground.now() }).where(unchanged(fresh));
  await record(ground, await factsOf(ground, connector, fresh, warning));
  return true;
}

function whyNotTheSame({ account: connected }: Connection, account: string): string | null {
  return account === connected ? null : `it answers for ${account}, and ${connected} was connected`;
}

/** What people have to know of a connection that is taken. */
async function factsOf(
  { now }: Ground,
  { title }: Connector,
  row: Connection,
  warning: string | null,
): Promise<LedgerEntry[]> {
  const { service, name, account } = row;
  const fact = (type: LedgerType, key: string, summary: string): LedgerEntry => ({
    id: `connection/${service}/${key}`,
    at: now(),
    taskId: null,
    type,
    summary,
    data: { service, tell: true },
  });
  const until = personNeededAt({ ...row, isRenewable: row.sealedRefresh !== null });
  const isEnding = until !== null && until - now() < toldBeforeMs;
  const by = until === null ? "" : new Date(until).toISOString().slice(0, 10);
  const ending = `${title}'s account ${name || account} has to be connected anew before ${by}`;
  const warned = warning === null ? "" : `warned/${(await sha256(warning)).slice(0, 12)}`;
  return [
    ...(isEnding ? [fact("connection.expiring", `expiring/${until}`, ending)] : []),
    ...(warning === null ? [] : [fact("connection.warned", warned, warning)]),
  ];
}

/** What was sealed with another key is sealed with the one of now. */
async function reseal(ground: Ground, row: Connection): Promise<void> {
  if (!(await isSealedWithOldKey(ground.settings, row.sealedAccess))) return;
  const access = await openAccess(ground, row);
  const refresh = await openRefresh(ground, row);
  const { sealedAccess, sealedRefresh } = await sealedGrant(ground, row.service, { ...row, access, refresh });
  await ground.db.update(connections).set({ sealedAccess, sealedRefresh }).where(unchanged(row));
}
