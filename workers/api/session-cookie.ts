import { eq } from "drizzle-orm";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sessions } from "../../shared/db/schema.ts";
import { sha256 } from "../../shared/platform/digest.ts";
import type { Spine } from "../../shared/spine/context.ts";
import type { ApiContext, Caller } from "./caller.ts";

const cookie = "signalbox_session";

/** The person whose session the cookie names, while it lasts and they are still in PEOPLE. */
export async function personOfSession(c: ApiContext, spine: Spine): Promise<Caller | null> {
  const secret = getCookie(c, cookie);
  if (secret === undefined) return null;
  const session = await sha256(secret);
  const row = await spine.db.select().from(sessions).where(eq(sessions.secretSha256, session)).get();
  if (row === undefined || row.expiresAt <= spine.now()) return null;
  const person = spine.settings.PEOPLE.find((one) => one.id === row.person);
  return person === undefined ? null : { person, via: "session", session, expiresAt: row.expiresAt };
}

/** Scripts can't read it, other sites' pages can't send it, and it goes over TLS wherever there is any. */
export function keepSession(c: ApiContext, secret: string, expiresAt: number): void {
  setCookie(c, cookie, secret, {
    ...attributes(c),
    expires: new Date(expiresAt),
  });
}

/** Ends the cookie and tells which session it named. */
export function dropSession(c: ApiContext): string | undefined {
  return deleteCookie(c, cookie, attributes(c));
}

const attributes = (c: ApiContext) =>
  ({
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    secure: new URL(c.req.url).protocol === "https:",
  }) as const;
