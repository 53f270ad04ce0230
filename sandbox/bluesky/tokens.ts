import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { parseJson } from "../json.ts";

const key = "the sandbox's Bluesky";
const seconds = { access: 2 * 60 * 60, refresh: 90 * 24 * 60 * 60 } as const;
export type Scope = keyof typeof seconds;

const claims = z.object({
  scope: z.enum(["access", "refresh"]),
  sub: z.string(),
  exp: z.number(),
  /** How often tokens had been ended when it was given. */
  era: z.number(),
});

/** A token as the server makes it: a JWT with its end in it. */
export function tokenFor(scope: Scope, sub: string, era: number, now: number): string {
  const iat = Math.floor(now / 1000);
  const jti = crypto.randomUUID();
  const said = [
    { typ: scope === "access" ? "at+jwt" : "refresh+jwt", alg: "HS256" },
    { scope, sub, iat, exp: iat + seconds[scope], jti, era },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return [...said, sealOf(said.join("."))].join(".");
}

/** Whose a token is, or the error that it is refused with. */
export function ownerOf(
  token: string,
  scope: Scope,
  era: number,
  now: number,
): { sub: string } | { error: "ExpiredToken" | "InvalidToken"; message: string } {
  const invalid = { error: "InvalidToken", message: "Token could not be verified" } as const;
  const [head = "", body = "", seal = "", more] = token.split(".");
  const right = Buffer.from(sealOf(`${head}.${body}`));
  const given = Buffer.from(seal);
  if (more !== undefined || given.length !== right.length || !timingSafeEqual(given, right)) return invalid;
  const parsed = claims.safeParse(parseJson(Buffer.from(body, "base64url").toString()));
  if (!parsed.success || parsed.data.scope !== scope) return { ...invalid, message: "Bad token scope" };
  return parsed.data.exp * 1000 <= now || parsed.data.era < era
    ? { error: "ExpiredToken", message: "Token has expired" }
    : { sub: parsed.data.sub };
}

function sealOf(text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
