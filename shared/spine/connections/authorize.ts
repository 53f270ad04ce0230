import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { authorizations, connections } from "../../db/schema.ts";
import type { AuthorizedService, Grant } from "../../domain/connection.ts";
import type { CallOutcome } from "../../integrations/call.ts";
import { cut } from "../../platform/cut.ts";
import { dashboardLink, requireSetting } from "../../platform/config.ts";
import { sha256 } from "../../platform/digest.ts";
import { SignalboxError } from "../../platform/errors.ts";
import { redact } from "../../platform/redact.ts";
import { seal, unseal } from "../../platform/seal.ts";
import { newSecret } from "../../platform/secret.ts";
import type { Ground } from "../ground.ts";
import { record } from "../record.ts";
import { authorizers } from "./connectors.ts";
import { connectionOf, sealedGrant } from "./kept.ts";

/** Who connects an account, and the sign-in in which they do: the way back counts in that one alone. */
export interface Connecting {
  service: AuthorizedService;
  person: string;
  session: string;
}

/** What the service's page has sent the person back with. */
export type Returned = { state: string } & ({ code: string } | { error: string; description: string });

const livesMs = 10 * 60_000;
const mostWords = 300;

/** How a person's no is called, by LinkedIn and by everybody else. */
const refusals: ReadonlySet<string> = new Set([
  "access_denied",
  "user_cancelled_login",
  "user_cancelled_authorize",
]);

/**
 * Begins the way to a service's page, from which one return within ten minutes counts.
 * @returns the page's address.
 * @throws SignalboxError `not_configured` naming what is missing.
 */
export async function beginAuthorization(
  ground: Ground,
  { service, person, session }: Connecting,
): Promise<string> {
  const { settings, db, now } = ground;
  const authorizer = authorizers[service];
  for (const name of authorizer.needs) requireSetting(settings, name);
  const state = newSecret();
  const stateSha256 = await sha256(state);
  const verifier = authorizer.takesPkce(settings) ? newSecret() : null;
  const page = authorizer.pageFor(settings, {
    state,
    challenge: verifier === null ? null : await challengeOf(verifier),
    redirectUri: redirectUriOf(ground, service),
  });
  const sealedVerifier = verifier === null ? null : await seal(settings, verifier, stateSha256);
  const expiresAt = now() + livesMs;
  await db.batch([
    db.delete(authorizations).where(lt(authorizations.expiresAt, now())),
    db.insert(authorizations).values({ stateSha256, service, person, session, sealedVerifier, expiresAt }),
  ]);
  return page;
}

/**
 * Ends it: what the person has come back with is exchanged, and the account is kept.
 * @throws SignalboxError in words for the person: what they refused, what is wrong with the settings, what to do.
 */
export async function finishAuthorization(
  ground: Ground,
  { service, person, session }: Connecting,
  returned: Returned,
): Promise<Pick<Grant, "account" | "name">> {
  const { settings, db, now } = ground;
  const authorizer = authorizers[service];
  const stateSha256 = await sha256(returned.state);
  // The conditional update is what makes it good for once: of two at once, one gets the row.
  const way = await db
    .update(authorizations)
    .set({ usedAt: now() })
    .where(
      and(
        eq(authorizations.stateSha256, stateSha256),
        eq(authorizations.service, service),
        eq(authorizations.person, person),
        eq(authorizations.session, session),
        isNull(authorizations.usedAt),
        gt(authorizations.expiresAt, now()),
      ),
    )
    .returning()
    .get();
  if (way === undefined)
    throw new SignalboxError(
      "forbidden",
      `this way back from ${authorizer.title} was used, is older than ten minutes, or was begun in another sign-in: connect it again`,
    );
  if ("error" in returned) throw notAgreed(authorizer.title, returned);
  const redirectUri = redirectUriOf(ground, service);
  const verifier =
    way.sealedVerifier === null ? null : await unseal(settings, way.sealedVerifier, stateSha256);
  // A person waits for it, so no door does: a service that keeps posts waiting may well answer this.
  const unkept = { ...ground, door: undefined };
  const outcome = await authorizer.exchange(unkept, { code: returned.code, verifier, redirectUri });
  if (outcome.kind !== "answered") throw notExchanged(authorizer.title, outcome, redirectUri);
  await connect(ground, { service, person, session }, outcome.value);
  return { account: outcome.value.account, name: outcome.value.name };
}

/** Where a service sends people back to: it has to know this address. @throws SignalboxError `not_configured`. */
export function redirectUriOf({ settings }: Pick<Ground, "settings">, service: AuthorizedService): string {
  const link = dashboardLink(settings, `/accounts/${service}`);
  if (link === null)
    throw new SignalboxError(
      "not_configured",
      "DASHBOARD_ORIGINS is not set: nobody could be sent back from there (see .dev.vars.example)",
    );
  return link;
}

async function connect(ground: Ground, { service, person }: Connecting, grant: Grant): Promise<void> {
  const before = await connectionOf(ground, service);
  if (before !== undefined && before.account !== grant.account)
    throw new SignalboxError(
      "conflict",
      `${before.name || before.account} is connected, and you signed in there as ${grant.name || grant.account}: disconnect the one before you connect the other, as what is approved would go out under another name`,
    );
  const at = ground.now();
  const row = {
    ...(await sealedGrant(ground, service, grant)),
    by: person,
    warning: null,
    connectedAt: at,
    checkedAt: at,
  };
  await record(
    ground,
    [
      {
        id: `connection/${service}/made/${row.version}`,
        at,
        taskId: null,
        type: "connection.made",
        summary: `${person} connected ${authorizers[service].title} as ${grant.name || grant.account}`,
        data: { service, account: grant.account, by: person },
      },
    ],
    [ground.db.insert(connections).values(row).onConflictDoUpdate({ target: connections.service, set: row })],
  );
}

function notAgreed(title: string, { error, description }: { error: string; description: string }) {
  if (refusals.has(error))
    return new SignalboxError(
      "conflict",
      `${title} was not allowed to let us in: nothing is connected, and nothing has changed`,
    );
  const words = cut(redact(description || error), mostWords);
  return new SignalboxError(
    "bad_request",
    `${title} didn't let you decide: ${words} (${error.slice(0, 60)})`,
  );
}

function notExchanged(
  title: string,
  outcome: Exclude<CallOutcome<Grant>, { kind: "answered" }>,
  redirectUri: string,
): SignalboxError {
  const words = cut(redact(outcome.error), mostWords);
  if (outcome.kind !== "refused")
    return new SignalboxError("unavailable", `${title} gives no answer now: connect it again. ${words}`);
  if (/redirect/i.test(outcome.error))
    return new SignalboxError(
      "not_configured",
      `${title} doesn't know the address ${redirectUri}: add it to the app's redirect URLs there. ${words}`,
    );
  if (outcome.code === "invalid_client")
    return new SignalboxError(
      "not_configured",
      `${title} doesn't take the app's id and secret: look at the settings. ${words}`,
    );
  return new SignalboxError(
    "conflict",
    `${title} doesn't take the code that you came back with: connect it again. ${words}`,
  );
}

/** RFC 7636, section 4.2. */
async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
