import { createRemoteJWKSet, customFetch, errors, jwtVerify } from "jose";
import { z } from "zod";
import { personByEmail } from "../../shared/domain/person.ts";
import { log } from "../../shared/platform/log.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import type { ApiContext, Caller } from "./caller.ts";

const claims = z.object({ email: z.email().toLowerCase(), exp: z.number() });

type Keys = ReturnType<typeof createRemoteJWKSet>;
/** A team's keys, fetched once and again when a token names one that isn't there. */
const keysOf = new Map<string, Keys>();

/**
 * The person whom Cloudflare Access vouches for: its JWT must bear the team's signature, our audience and a time to come,
 * and its email must be that of somebody in PEOPLE. Null where Access isn't set up, or sent nothing.
 * https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 * @throws SignalboxError `unauthorized` for a token that proves nothing, `forbidden` for somebody who isn't in PEOPLE.
 */
export async function personOfAccess(c: ApiContext, { settings, fetch }: Spine): Promise<Caller | null> {
  const { ACCESS_TEAM_URL: team, ACCESS_AUD: audience } = settings;
  const token = c.req.header("cf-access-jwt-assertion");
  if (team === undefined || audience === undefined || token === undefined) return null;
  const keys =
    keysOf.get(team) ?? createRemoteJWKSet(new URL("/cdn-cgi/access/certs", team), { [customFetch]: fetch });
  keysOf.set(team, keys);
  const { email, exp } = await verified(token, keys, team, audience);
  const person = personByEmail(settings.PEOPLE, email);
  if (person === null)
    throw new SignalboxError("forbidden", "Cloudflare Access knows you, but nobody in PEOPLE has your email");
  return { person, via: "access", session: "access", expiresAt: exp * 1000 };
}

async function verified(token: string, keys: Keys, issuer: string, audience: string) {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: new URL(issuer).origin,
      audience,
      algorithms: ["RS256"],
      requiredClaims: ["exp", "email"],
    });
    return claims.parse(payload);
  } catch (error) {
    if (!(error instanceof errors.JOSEError || error instanceof z.ZodError)) throw error;
    log.warn("access.refused", { reason: error instanceof errors.JOSEError ? error.code : "claims" });
    throw new SignalboxError("unauthorized", "Cloudflare Access's token does not hold; sign in again");
  }
}
