import type { Hono } from "hono";
import { z } from "zod";
import { consentPage } from "../oauth/consent.ts";
import type { TwinEnv } from "../twin.ts";
import { type LinkedinState, members } from "./state.ts";

const clientId = "sandbox-linkedin";
const accessSeconds = 60 * 24 * 3600;
const refreshSeconds = 365 * 24 * 3600;

const forCode = z.strictObject({
  grant_type: z.literal("authorization_code"),
  code: z.string().min(1),
  redirect_uri: z.string().min(1),
  client_id: z.string(),
  client_secret: z.string(),
  code_verifier: z.string().min(43).max(128).optional(),
});
const forRefresh = z.strictObject({
  grant_type: z.literal("refresh_token"),
  refresh_token: z.string().min(1),
  client_id: z.string(),
  client_secret: z.string(),
});

/** The pages on which a member lets an app in, and the endpoint that gives tokens for it. */
export const pagePaths = ["/oauth/v2/authorization", "/oauth/native-pkce/authorization"] as const;

/** LinkedIn's authorization server. A secret that begins with "wrong" is. */
export function oauth(routes: Hono<TwinEnv>, state: LinkedinState): void {
  for (const path of pagePaths)
    consentPage(routes, {
      title: "LinkedIn",
      path,
      color: "#0a66c2",
      clientId,
      members,
      codes: state.codes,
      pkce: path.includes("pkce"),
      refusal: "user_cancelled_authorize",
      between: " ",
    });
  routes.post("/oauth/v2/accessToken", (c) => {
    const refused = (error: string, error_description: string, status: 400 | 401 = 400) =>
      c.json({ error, error_description }, status);
    const isForm = (c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded");
    const sent = z
      .union([forCode, forRefresh])
      .safeParse(Object.fromEntries(new URLSearchParams(c.get("rawBody"))));
    if (!isForm || !sent.success)
      return refused("invalid_request", "A required parameter is missing or of another form");
    const { client_id, client_secret } = sent.data;
    if (client_id !== clientId || client_secret.startsWith("wrong"))
      return refused("invalid_client", "Client authentication failed", 401);
    if (sent.data.grant_type === "refresh_token") {
      const held = state.tokens.find(sent.data.refresh_token, "refresh");
      if (held === null || held === "expired")
        return refused("invalid_grant", "The provided refresh token is invalid, expired or revoked");
      return c.json({
        access_token: state.tokens.issue("access", held.owner, held.scopes, accessSeconds),
        expires_in: accessSeconds,
        refresh_token: held.value,
        refresh_token_expires_in: Math.floor((held.expiresAt - Date.now()) / 1000),
      });
    }
    const { code, redirect_uri: redirectUri, code_verifier } = sent.data;
    const agreed = state.codes.take({
      code,
      clientId: client_id,
      redirectUri,
      verifier: code_verifier ?? null,
    });
    if (agreed === null)
      return refused(
        "invalid_grant",
        "Unable to retrieve access token: the app, the address or the verifier is not the code's, or the code has expired",
      );
    return c.json({
      access_token: state.tokens.issue("access", agreed.owner, agreed.scopes, accessSeconds),
      expires_in: accessSeconds,
      refresh_token: state.tokens.issue("refresh", agreed.owner, agreed.scopes, refreshSeconds),
      refresh_token_expires_in: refreshSeconds,
      scope: agreed.scopes.join(","),
    });
  });
}
