import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { configOf } from "../../shared/platform/config.ts";
import type { Spine } from "../../shared/spine/context.ts";
import type { ApiContext } from "./caller.ts";

/**
 * Refuses what a foreign page makes a browser send with somebody's cookies. Browsers name the page's origin in every
 * call that changes something and in every WebSocket's opening; a call without it comes from no browser of today.
 */
export function assertOwnPage(c: ApiContext, { settings }: Spine): void {
  const origin = c.req.header("origin");
  if (origin !== undefined && isOwn(origin, c.req.url, settings.DASHBOARD_ORIGINS)) return;
  throw new SignalboxError(
    "forbidden",
    `calls from ${origin ?? "nowhere"} don't count: add the dashboard's origin to DASHBOARD_ORIGINS`,
  );
}

/** Lets the pages of DASHBOARD_ORIGINS read answers, with cookies; all others may not. */
export const allowDashboards: MiddlewareHandler<{ Bindings: Env }> = async (c, next) =>
  cors({
    origin: (origin) => (configOf(c.env).DASHBOARD_ORIGINS.includes(origin) ? origin : null),
    credentials: true,
    allowMethods: ["GET", "POST", "PUT", "DELETE"],
    allowHeaders: ["content-type", "idempotency-key", "authorization"],
    maxAge: 600,
  })(c, next);

function isOwn(origin: string, url: string, allowed: readonly string[]): boolean {
  return origin === new URL(url).origin || allowed.includes(origin);
}
