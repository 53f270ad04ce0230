import { createPublicKey } from "node:crypto";
import type { Hono } from "hono";
import { jwtVerify } from "jose";
import { z } from "zod";
import type { TwinEnv } from "../twin.ts";
import { sandboxDomain, sandboxGmail } from "./account.ts";
import type { GmailState } from "./state.ts";

const request = z.strictObject({
  grant_type: z.literal("urn:ietf:params:oauth:grant-type:jwt-bearer"),
  assertion: z.string().min(1),
});
const claims = z.object({ sub: z.email(), scope: z.string(), iat: z.number(), exp: z.number() });
const known = new Set([
  "https://www.googleapis.com/auth/gmail.readonly",
  "https://www.googleapis.com/auth/gmail.send",
]);
const livesSeconds = 3599;
const key = createPublicKey(Buffer.from(sandboxGmail.key, "base64").toString());

/** Google's token endpoint for service accounts that act for somebody. */
export function tokenRoute(routes: Hono<TwinEnv>, state: GmailState): void {
  routes.post("/token", async (c) => {
    const refused = (error: string, words: string, status: 400 | 401 = 400) =>
      c.json({ error, error_description: words }, status);
    const parsed = request.safeParse(Object.fromEntries(new URLSearchParams(c.get("rawBody"))));
    if (!parsed.success) return refused("unsupported_grant_type", "Invalid grant_type");
    const said = await claimsIn(parsed.data.assertion, state.now());
    if (said === null) return refused("invalid_grant", "Invalid JWT Signature.");
    if (said.exp - said.iat > 3600)
      return refused("invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes)");
    const scopes = said.scope.split(" ");
    if (!said.sub.endsWith(`@${sandboxDomain}`) || scopes.some((one) => !known.has(one)))
      return refused(
        "unauthorized_client",
        "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.",
        401,
      );
    const until = state.now() + livesSeconds * 1000;
    const token = state.grant({ mailbox: said.sub.toLowerCase(), scopes, until });
    return c.json({ access_token: token, expires_in: livesSeconds, token_type: "Bearer" });
  });
}

async function claimsIn(assertion: string, now: number): Promise<z.infer<typeof claims> | null> {
  try {
    const { payload } = await jwtVerify(assertion, key, {
      issuer: sandboxGmail.account,
      algorithms: ["RS256"],
      currentDate: new Date(now),
    });
    if (!String(payload.aud).endsWith("/gmail/token")) return null;
    return claims.safeParse(payload).data ?? null;
  } catch {
    // Whatever is wrong with it, Google says the same.
    return null;
  }
}
