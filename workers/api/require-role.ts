import { createMiddleware } from "hono/factory";
import { timingSafeEqual } from "hono/utils/buffer";
import { hasRole, type Person, type Role } from "../../shared/domain/person.ts";
import { sha256 } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { settingsOf } from "../../shared/platform/settings.ts";

export interface ApiEnv {
  Bindings: Env;
  Variables: { person: Person };
}

/**
 * Lets through a person with at least this role, who is known by their token: as a bearer token, or as `?token=` on a
 * WebSocket, where browsers can set no header. Fails closed while nobody has a token.
 */
export function requireRole(role: Role) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const given = bearer ?? (c.req.header("upgrade") === "websocket" ? c.req.query("token") : undefined);
    const people = settingsOf(c.env).PEOPLE.filter((one) => one.tokenSha256 !== undefined);
    if (people.length === 0)
      throw new SignalboxError("not_configured", "nobody in PEOPLE has a token (see .dev.vars.example)");
    const person = given === undefined ? null : await holderOf(given, people);
    if (person === null) throw new SignalboxError("unauthorized", "send your API token as a bearer token");
    if (!hasRole(person, role))
      throw new SignalboxError("forbidden", `this needs the role ${role}; ${person.id} is ${person.role}`);
    c.set("person", person);
    await next();
  });
}

async function holderOf(token: string, people: readonly Person[]): Promise<Person | null> {
  const digest = await sha256(token);
  let holder: Person | null = null;
  // Every candidate is compared: how long it takes tells nothing.
  for (const person of people) if (await timingSafeEqual(digest, person.tokenSha256 ?? "")) holder = person;
  return holder;
}
