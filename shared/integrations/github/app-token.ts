import { SignJWT } from "jose";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { privateKey } from "../../platform/private-key.ts";
import { type CallOutcome, repeatable } from "../call.ts";
import { githubAnswers } from "./answers.ts";
import { callGithub } from "./call.ts";
import * as wire from "./schema.ts";

export type Permissions = Readonly<Record<string, "read" | "write">>;

/** What a token opens: some repositories of one owner, or all that the App sees of an organisation, new ones too. */
export type Opens = readonly [string, ...string[]] | { organisation: string };

/** A token of the App's installation. `bot` is the login under which it writes. */
export interface AppToken {
  token: string;
  /** ISO 8601. */
  expiresAt: string;
  bot: string;
  /** The one repository's number where it has another name by now; else null. */
  movedTo: number | null;
}

/** GitHub's tokens live an hour. Who gets one last has the rest of it, milliseconds. */
const keptMs = 50 * 60_000;
const reserveMs = 10 * 60_000;
/** A JWT of the App lives at most 10 minutes by GitHub's clock, which may be behind ours or ahead. */
const jwtBackS = 60;
const jwtAheadS = 9 * 60;

/** The tokens of this isolate, by what they are for. */
const kept = new Map<string, { token: AppToken; until: number }>();

/**
 * A token for this place and these permissions, and nothing else. Nothing that can be seen is
 * changed by making one, so that an answer that is lost is only a "later".
 * @throws SignalboxError `not_configured` when the App's id or key isn't set, or the key is none.
 */
export async function appToken(
  outside: Outside,
  opens: Opens,
  permissions: Permissions,
): Promise<CallOutcome<AppToken>> {
  const now = outside.now();
  const key = keyOf(outside, opens, permissions);
  const known = kept.get(key);
  if (known && now < known.until) return { kind: "answered", value: known.token };
  for (const [old, { until }] of kept) if (until <= now) kept.delete(old);

  const authorization = `Bearer ${await appJwt(outside)}`;
  let movedTo: number | null = null;
  const [place, names] =
    "organisation" in opens
      ? [`orgs/${opens.organisation}`, opens.organisation]
      : [`repos/${opens[0]}`, opens.join(", ")];
  const installed = await callGithub(outside, authorization, {
    path: `${place}/installation`,
    answer: wire.installation,
    onMoved: (id) => (movedTo = id),
  });
  if (installed.kind === "refused" && installed.status === 404)
    return {
      ...installed,
      error: `GitHub: the App is not installed on ${"organisation" in opens ? `an organisation ${names}` : opens[0]}`,
    };
  if (installed.kind !== "answered") return installed;
  const called = await callGithub(outside, authorization, {
    method: "POST",
    path: `app/installations/${installed.value.id}/access_tokens`,
    body: { ...placeIn(opens, movedTo), permissions },
    answer: wire.installationToken,
  });
  const made = repeatable(githubAnswers, called);
  const missing = missingIn(permissions, installed.value.permissions);
  if (made.kind === "refused" && missing.length > 0)
    return {
      ...made,
      error: `GitHub: the App lacks the permission ${missing.join(", ")} for ${names}: set it in the App's settings and accept it where the App is installed`,
    };
  if (made.kind !== "answered") return made;
  const token: AppToken = {
    token: made.value.token,
    expiresAt: made.value.expires_at,
    bot: `${installed.value.app_slug}[bot]`,
    movedTo,
  };
  kept.set(key, { token, until: Math.min(now + keptMs, Date.parse(token.expiresAt) - reserveMs) });
  return { kind: "answered", value: token };
}

/** The part of a request that says what a token opens; without one it opens all. */
function placeIn(opens: Opens, movedTo: number | null): object {
  if ("organisation" in opens) return {};
  // GitHub gives no token for a name that a repository had once.
  return movedTo !== null && opens.length === 1
    ? { repository_ids: [movedTo] }
    : { repositories: opens.map((name) => name.slice(name.indexOf("/") + 1)) };
}

/** What of the permissions wasn't granted: "workflows: write". Nothing where GitHub doesn't say what was. */
function missingIn(wanted: Permissions, granted: Readonly<Record<string, string>> | undefined): string[] {
  if (granted === undefined) return [];
  return Object.entries(wanted)
    .filter(
      ([name, level]) => granted[name] !== level && granted[name] !== "write" && granted[name] !== "admin",
    )
    .map(([name, level]) => `${name}: ${level}`);
}

/** Forgets a token that GitHub no longer takes: it was revoked, or the App installed anew. */
export function forgetAppToken(outside: Outside, opens: Opens, permissions: Permissions): void {
  kept.delete(keyOf(outside, opens, permissions));
}

function keyOf(outside: Outside, opens: Opens, permissions: Permissions): string {
  const { GITHUB_API_URL, GITHUB_APP_ID } = outside.settings;
  const sorted = Object.entries(permissions).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const place = "organisation" in opens ? opens : opens.toSorted();
  return JSON.stringify([GITHUB_API_URL, GITHUB_APP_ID, place, sorted]);
}

/** The App's word for itself. docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
async function appJwt(outside: Outside): Promise<string> {
  const appId = requireSetting(outside.settings, "GITHUB_APP_ID");
  const key = await privateKey(outside.settings, "GITHUB_APP_KEY");
  const seconds = Math.floor(outside.now() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(appId)
    .setIssuedAt(seconds - jwtBackS)
    .setExpirationTime(seconds + jwtAheadS)
    .sign(key);
}
