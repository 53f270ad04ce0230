import { createMiddleware } from "hono/factory";
import { timingSafeEqual } from "hono/utils/buffer";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { requireSetting, settingsOf } from "../../shared/platform/settings.ts";

/**
 * Lets through who knows API_TOKEN: as a bearer token, or as `?token=` on a WebSocket, where browsers can set no header.
 * Fails closed when the setting is missing.
 */
export const requireToken = createMiddleware<{ Bindings: Env }>(async (c, next) => {
  const expected = requireSetting(settingsOf(c.env), "API_TOKEN");
  const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const given = bearer ?? (c.req.header("upgrade") === "websocket" ? c.req.query("token") : undefined);
  if (given === undefined || !(await timingSafeEqual(given, expected))) {
    throw new SignalboxError("unauthorized", "send the API_TOKEN as a bearer token");
  }
  await next();
});
