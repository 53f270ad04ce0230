import { SignJWT } from "jose";
import { z } from "zod";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { privateKey } from "../../platform/private-key.ts";
import { callService, type CallOutcome, repeatable } from "../call.ts";
import { googleSignIn } from "./answers.ts";

/** What Google's token endpoint answers (developers.google.com/identity/protocols/oauth2/service-account). */
const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

const error = z
  .object({ error: z.string(), error_description: z.string().default("") })
  .transform(({ error: code, error_description: words }) => ({
    message: words === "" ? code : `${code}: ${words}`,
    pending: false,
    code,
  }));

/** What the service account must have been given for the domain. */
const scope = "https://www.googleapis.com/auth/gmail.readonly https://www.googleapis.com/auth/gmail.send";
const jwtLivesS = 10 * 60;
/** Google's clock may be behind ours. */
const jwtBackS = 30;
/** Who gets a token last has so much of its life left, milliseconds. */
const reserveMs = 5 * 60_000;

/** The tokens of this isolate, by whom they act for. */
const kept = new Map<string, { token: string; until: number }>();

/**
 * A token with which the service account acts for a mailbox. Making one changes nothing, so that an answer that is lost is only a
 * "later".
 * @throws SignalboxError `not_configured` naming the setting that is missing or malformed.
 */
export async function gmailToken(outside: Outside, mailbox: string): Promise<CallOutcome<string>> {
  const { settings, now } = outside;
  const account = requireSetting(settings, "GMAIL_ACCOUNT");
  const key = keyOf(outside, mailbox);
  const known = kept.get(key);
  if (known && now() < known.until) return { kind: "answered", value: known.token };
  const asked = now();
  const seconds = Math.floor(asked / 1000) - jwtBackS;
  const assertion = await new SignJWT({ scope })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(account)
    .setSubject(mailbox)
    .setAudience(settings.GOOGLE_TOKEN_URL)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + jwtLivesS)
    .sign(await privateKey(settings, "GMAIL_KEY"));
  const called = await callService(outside, {
    service: googleSignIn,
    url: settings.GOOGLE_TOKEN_URL,
    method: "POST",
    headers: {},
    body: new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion }),
    answer,
    error,
  });
  const made = repeatable(googleSignIn, called);
  if (made.kind !== "answered") return made;
  const { access_token: token, expires_in: lives } = made.value;
  kept.set(key, { token, until: asked + lives * 1000 - reserveMs });
  return { kind: "answered", value: token };
}

/** Forgets a token that Gmail no longer takes. */
export function forgetGmailToken(outside: Outside, mailbox: string): void {
  kept.delete(keyOf(outside, mailbox));
}

function keyOf({ settings }: Outside, mailbox: string): string {
  const { GOOGLE_TOKEN_URL, GMAIL_ACCOUNT, GMAIL_KEY } = settings;
  return JSON.stringify([GOOGLE_TOKEN_URL, GMAIL_ACCOUNT, GMAIL_KEY, mailbox]);
}
