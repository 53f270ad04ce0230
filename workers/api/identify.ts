import { timingSafeEqual } from "hono/utils/buffer";
import type { Person } from "../../shared/domain/person.ts";
import { sha256 } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { personOfAccess } from "./access.ts";
import { assertOwnPage } from "./origins.ts";
import type { ApiContext, Caller } from "./caller.ts";
import { personOfSession } from "./session-cookie.ts";

/**
 * Who calls: by their API token (a bearer token, or `?token=` on a WebSocket, where scripts can set no header), by what
 * Cloudflare Access says of them, or by the dashboard's session. What a browser sends by itself counts only for calls
 * from the dashboard's own pages.
 * @throws SignalboxError `unauthorized`; `forbidden` for a call from a foreign page; `not_configured` while nobody is known.
 */
export async function identify(c: ApiContext, spine: Spine): Promise<Caller> {
  const people = spine.settings.PEOPLE;
  if (people.length === 0)
    throw new SignalboxError("not_configured", "nobody is in PEOPLE (see .dev.vars.example)");
  const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const isSocket = c.req.header("upgrade") === "websocket";
  const token = bearer ?? (isSocket ? c.req.query("token") : undefined);
  if (token !== undefined) {
    const person = await holderOf(token, people);
    if (person === null) throw new SignalboxError("unauthorized", "this API token is nobody's");
    return { person, via: "token", session: "token", expiresAt: null };
  }
  const caller = (await personOfAccess(c, spine)) ?? (await personOfSession(c, spine));
  if (caller === null)
    throw new SignalboxError(
      "unauthorized",
      "sign in at the dashboard, or send your API token as a bearer token",
    );
  if (isSocket || c.req.method !== "GET") assertOwnPage(c, spine);
  return caller;
}

async function holderOf(token: string, people: readonly Person[]): Promise<Person | null> {
  const digest = await sha256(token);
  let holder: Person | null = null;
  // Every candidate is compared: how long it takes tells nothing.
  for (const person of people) if (await timingSafeEqual(digest, person.tokenSha256 ?? "")) holder = person;
  return holder;
}
