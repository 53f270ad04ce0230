import { z } from "zod";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService, type CallOutcome, repeatable } from "../call.ts";
import { microsoftSignIn } from "./answers.ts";

/** What the identity platform answers (learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow). */
const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Its words begin with a number: "AADSTS7000215: Invalid client secret provided". */
const error = z
  .object({ error: z.string(), error_description: z.string().default("") })
  .transform(({ error: code, error_description: words }) => ({
    message: words.split(/\r?\n/)[0] || code,
    pending: false,
    code,
  }));

const scope = "https://graph.microsoft.com/.default";
/** Who gets a token last has so much of its life left, milliseconds. */
const reserveMs = 5 * 60_000;

/** The tokens of this isolate, by whom they were given to. */
const kept = new Map<string, { token: string; until: number }>();

/**
 * The app's own token for Graph. Making one changes nothing, so that an answer that is lost is only a "later".
 * @throws SignalboxError `not_configured` naming the setting that is missing.
 */
export async function graphToken(outside: Outside): Promise<CallOutcome<string>> {
  const { settings, now } = outside;
  const tenant = requireSetting(settings, "GRAPH_TENANT");
  const id = requireSetting(settings, "GRAPH_CLIENT_ID");
  const secret = requireSetting(settings, "GRAPH_CLIENT_SECRET");
  const known = kept.get(keyOf(outside));
  if (known && now() < known.until) return { kind: "answered", value: known.token };
  const asked = now();
  const called = await callService(outside, {
    service: microsoftSignIn,
    url: `${settings.GRAPH_LOGIN_URL.replace(/\/+$/, "")}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    method: "POST",
    headers: {},
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: id,
      client_secret: secret,
      scope,
    }),
    answer,
    error,
  });
  const made = repeatable(microsoftSignIn, called);
  if (made.kind !== "answered") return made;
  const { access_token: token, expires_in: seconds } = made.value;
  kept.set(keyOf(outside), { token, until: asked + seconds * 1000 - reserveMs });
  return { kind: "answered", value: token };
}

/** Forgets a token that Graph no longer takes. */
export function forgetGraphToken(outside: Outside): void {
  kept.delete(keyOf(outside));
}

function keyOf({ settings }: Outside): string {
  const { GRAPH_LOGIN_URL, GRAPH_TENANT, GRAPH_CLIENT_ID, GRAPH_CLIENT_SECRET } = settings;
  return JSON.stringify([GRAPH_LOGIN_URL, GRAPH_TENANT, GRAPH_CLIENT_ID, GRAPH_CLIENT_SECRET]);
}
