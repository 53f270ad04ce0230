import type { Context } from "hono";
import type { TwinEnv } from "../twin.ts";

/** An error as Meta words it. */
export function graphError(
  c: Context<TwinEnv>,
  code: number,
  message: string,
  more: object = {},
  status: 400 | 401 = 400,
): Response {
  const error = { message, type: "OAuthException", code, fbtrace_id: "sandbox", ...more };
  return c.json({ error }, status);
}
