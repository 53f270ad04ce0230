import { connectionsEndpoints } from "../../shared/api/connections.ts";
import { connections } from "../../shared/db/schema.ts";
import { type ConnectedService, connectedServices, personNeededAt } from "../../shared/domain/connection.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { isSealedWithOldKey } from "../../shared/platform/seal.ts";
import { beginAuthorization, finishAuthorization } from "../../shared/spine/connections/authorize.ts";
import { checkConnection } from "../../shared/spine/connections/check-connection.ts";
import { authorizers, connectors, isAuthorized } from "../../shared/spine/connections/connectors.ts";
import { disconnect } from "../../shared/spine/connections/disconnect.ts";
import { type Connection, connectionOf } from "../../shared/spine/connections/kept.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { serve, type Served } from "./serve.ts";
import { serviceStates } from "./service-states.ts";
import { iso, isoOrNull } from "./times.ts";

/** The accounts on other services. What is answered has no token in it, sealed or not. */
export const connectionsApi = {
  list: serve(connectionsEndpoints.list, async ({ spine }) => {
    const rows = await spine.db.select().from(connections);
    const views = connectedServices.map(async (service) =>
      view(
        spine,
        service,
        rows.find((row) => row.service === service),
      ),
    );
    return { connections: (await Promise.all(views)).flatMap((one) => one ?? []) };
  }),
  authorize: serve(connectionsEndpoints.authorize, async ({ spine, caller, params: { service } }) => ({
    url: await beginAuthorization(spine, { service, person: caller.person.id, session: caller.session }),
  })),
  callback: serve(connectionsEndpoints.callback, async ({ spine, caller, params: { service }, body }) => {
    const { state, code, error, description } = body;
    return finishAuthorization(
      spine,
      { service, person: caller.person.id, session: caller.session },
      code === undefined ? { state, error: error ?? "", description } : { state, code },
    );
  }),
  check: serve(connectionsEndpoints.check, async ({ spine, params: { service } }) => {
    const row = await connectionOf(spine, service);
    if (row === undefined) throw new SignalboxError("not_found", `${service} is not connected`);
    return { answered: await checkConnection(spine, row) };
  }),
  remove: serve(connectionsEndpoints.remove, async ({ spine, person, params: { service } }) => ({
    kind: (await disconnect(spine, { service, by: person.id }))
      ? ("disconnected" as const)
      : ("was_not_connected" as const),
  })),
} satisfies Record<keyof typeof connectionsEndpoints, Served>;

async function view({ settings }: Spine, service: ConnectedService, row: Connection | undefined) {
  const connector = connectors[service];
  if (connector === null) return null;
  const byPerson = isAuthorized(service);
  return {
    service,
    title: connector.title,
    place: serviceStates(settings)[service],
    missing: connector.needs.filter((name) => settings[name] === undefined),
    byPerson,
    pkce: byPerson && authorizers[service].takesPkce(settings),
    redirectUri: byPerson ? dashboardLink(settings, `/accounts/${service}`) : null,
    version: service === "linkedin" ? settings.LINKEDIN_VERSION : null,
    account: row === undefined ? null : await accountView(settings, row),
  };
}

async function accountView(settings: Spine["settings"], row: Connection) {
  const { account, name, state, error, warning, expiresAt, by } = row;
  return {
    id: account,
    name,
    state,
    error,
    brokenSince: isoOrNull(row.brokenSince),
    warning,
    expiresAt: isoOrNull(expiresAt),
    renewBy: isoOrNull(personNeededAt({ ...row, isRenewable: row.sealedRefresh !== null })),
    connectedAt: iso(row.connectedAt),
    by,
    checkedAt: isoOrNull(row.checkedAt),
    oldKey: settings.TOKEN_KEY !== undefined && (await isSealedWithOldKey(settings, row.sealedAccess)),
  };
}
