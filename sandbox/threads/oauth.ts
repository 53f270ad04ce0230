import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Codes } from "../oauth/codes.ts";
import { consentPage, type Members } from "../oauth/consent.ts";
import type { Token, Tokens } from "../oauth/tokens.ts";
import type { TwinEnv } from "../twin.ts";
import { graphError } from "./graph-error.ts";

const clientId = "sandbox-threads";
const shortSeconds = 3600;
const longSeconds = 60 * 24 * 3600;
const dayMs = 24 * 3600 * 1000;

const forCode = z.strictObject({
  client_id: z.literal(clientId),
  client_secret: z.string().min(1),
  grant_type: z.literal("authorization_code"),
  redirect_uri: z.string().min(1),
  code: z.string().min(1),
});

/** What the stand-in for Threads has given out, and to whom. */
export interface ThreadsAccess {
  codes: Codes;
  tokens: Tokens;
  /** The profiles, by their numbers. */
  members: Members;
  now: () => number;
}

/** The page on which a profile lets an app in. */
export const threadsPagePath = "/oauth/authorize";

/**
 * Threads' authorization: a code for a token of an hour, that for one of 60 days, and that, a day later, for the next. A secret that
 * begins with "wrong" is.
 */
export function threadsOauth(routes: Hono<TwinEnv>, { codes, tokens, members, now }: ThreadsAccess): void {
  consentPage(routes, {
    title: "Threads",
    path: threadsPagePath,
    color: "#101010",
    clientId,
    members,
    codes,
    pkce: false,
    refusal: "access_denied",
    between: ",",
  });
  routes.post("/oauth/access_token", (c) => {
    const sent = forCode.safeParse(Object.fromEntries(new URLSearchParams(c.get("rawBody"))));
    if (!sent.success) return graphError(c, 100, "Missing or invalid parameters");
    const { client_id, client_secret, redirect_uri: redirectUri, code } = sent.data;
    if (client_secret.startsWith("wrong")) return graphError(c, 101, "Error validating client secret");
    const agreed = codes.take({ code, clientId: client_id, redirectUri, verifier: null });
    if (agreed === null)
      return graphError(c, 100, "This authorization code has been used, has expired or is another's");
    const access_token = tokens.issue("short", agreed.owner, agreed.scopes, shortSeconds);
    return c.json({ access_token, user_id: Number(agreed.owner) });
  });
  routes.get("/access_token", (c) => {
    const { grant_type, client_secret = "", access_token = "" } = c.req.query();
    if (grant_type !== "th_exchange_token" || client_secret === "" || client_secret.startsWith("wrong"))
      return graphError(c, 101, "Error validating application");
    const short = tokens.find(access_token, "short");
    return short === null || short === "expired" ? invalidToken(c) : c.json(long(tokens, short));
  });
  routes.get("/refresh_access_token", (c) => {
    const { grant_type, access_token = "" } = c.req.query();
    const held = tokens.find(access_token, "long");
    if (grant_type !== "th_refresh_token") return graphError(c, 100, "Invalid grant_type");
    if (held === null || held === "expired") return invalidToken(c);
    if (now() - held.issuedAt < dayMs)
      return graphError(c, 100, "The access token must be at least 24 hours old");
    return c.json(long(tokens, held));
  });
}

function long(tokens: Tokens, { owner, scopes }: Token) {
  const access_token = tokens.issue("long", owner, scopes, longSeconds);
  return { access_token, token_type: "bearer", expires_in: longSeconds };
}

function invalidToken(c: Context<TwinEnv>): Response {
  return graphError(c, 190, "Error validating access token: it has expired or was taken back", {}, 401);
}
