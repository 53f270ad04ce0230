import type { Hono } from "hono";
import { z } from "zod";
import type { TwinEnv } from "../twin.ts";
import type { GraphState } from "./state.ts";

const request = z.strictObject({
  grant_type: z.literal("client_credentials"),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  scope: z.literal("https://graph.microsoft.com/.default"),
});

const livesSeconds = 3599;

/** Microsoft's token endpoint for apps. A secret that begins with "wrong" is. */
export function signIn(routes: Hono<TwinEnv>, state: GraphState): void {
  routes.post("/login/:tenant/oauth2/v2.0/token", (c) => {
    const type = c.req.header("content-type") ?? "";
    const parsed = request.safeParse(Object.fromEntries(new URLSearchParams(c.get("rawBody"))));
    if (!type.startsWith("application/x-www-form-urlencoded") || !parsed.success)
      return c.json(
        {
          error: "invalid_request",
          error_description: "AADSTS900144: The request body is not what it must be.",
        },
        400,
      );
    if (parsed.data.client_secret.startsWith("wrong"))
      return c.json(
        {
          error: "invalid_client",
          error_description: "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 0",
        },
        401,
      );
    return c.json({
      token_type: "Bearer",
      expires_in: livesSeconds,
      ext_expires_in: livesSeconds,
      access_token: state.issue(livesSeconds),
    });
  });
}
