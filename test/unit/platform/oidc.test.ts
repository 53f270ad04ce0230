import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { oidc } from "../../../shared/platform/signatures/oidc.ts";
import { claim, outsideWith, proof } from "./outside.ts";

const issuer = "https://accounts.example";
const address = "https://accounts.example/certs";
const options = { issuer, keys: () => address, audience: "ACCESS_AUD", email: "MAIL_FROM" } as const;
const settings = { ACCESS_AUD: "https://signalbox.example/webhooks/acme", MAIL_FROM: "Push@acme.example" };
const now = 1_800_000_000;
const pair = await generateKeyPair("RS256");
const jwk = { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "RS256" };

/** An issuer whose keys are at its address, and how often they were fetched. */
function issuing(keys: object[] = [jwk], status = 200) {
  const fetched: string[] = [];
  const answer: typeof fetch = async (input) => {
    fetched.push(input instanceof Request ? input.url : String(input));
    return Response.json({ keys }, { status });
  };
  return { fetched, outside: outsideWith(settings, now, answer) };
}

/** `undefined` takes a claim away. */
async function token(over: Record<string, unknown> = {}, key = pair.privateKey): Promise<string> {
  const said = { email: "push@acme.example", email_verified: true, ...over };
  return new SignJWT({ iss: issuer, aud: settings.ACCESS_AUD, iat: now - 10, exp: now + 60, ...said })
    .setProtectedHeader({ alg: "RS256", kid: "one" })
    .sign(key);
}

const of = async (bearer: string, outside = issuing().outside) =>
  proof(oidc(options)(claim({ authorization: bearer }, "{}"), outside));
const wrong = "unauthorized: the Acme token is wrong";

describe("a token of an issuer", () => {
  it("proves who sends; the issuer's keys are fetched once", async () => {
    const { fetched, outside } = issuing();
    const scheme = oidc(options);
    for (let n = 0; n < 3; n++)
      expect(await proof(scheme(claim({ authorization: `Bearer ${await token()}` }, "{}"), outside))).toBe(
        "proven",
      );
    expect(fetched).toEqual([address]);
  });

  it.each<[string, Record<string, unknown>]>([
    ["another audience", { aud: "https://elsewhere.example" }],
    ["another issuer", { iss: "https://evil.example" }],
    ["another account", { email: "somebody@acme.example" }],
    ["an account that nobody has verified", { email_verified: false }],
    ["no account", { email: undefined }],
    ["a time that is over", { exp: now - 1 }],
    ["a time to come", { nbf: now + 60 }],
    ["no end", { exp: undefined }],
  ])("is refused with %s", async (_name, over) => {
    expect(await of(`Bearer ${await token(over)}`)).toBe(wrong);
  });

  it("is refused by another key, unsigned, and when it is none", async () => {
    const other = await generateKeyPair("RS256");
    expect(await of(`Bearer ${await token({}, other.privateKey)}`)).toBe(wrong);
    const [, payload] = (await token()).split(".");
    const unsigned = btoa('{"alg":"none"}').replaceAll("=", "");
    expect(await of(`Bearer ${unsigned}.${payload}.`)).toBe(wrong);
    for (const bearer of ["Bearer", "Bearer x", await token(), `Basic ${await token()}`])
      expect(await of(bearer)).toBe(wrong);
    expect(await of("")).toBe("unauthorized: the Acme token is missing");
  });

  it("is asked for again later when the issuer's keys can't be had", async () => {
    const bearer = `Bearer ${await token()}`;
    expect(await of(bearer, issuing([jwk], 500).outside)).toMatch(/^unavailable: the keys for Acme's token/);
    expect(await of(bearer, outsideWith(settings, now))).toMatch(/^unavailable: .*nothing is fetched here/);
  });

  it("fails closed without its settings, naming them", async () => {
    for (const name of ["ACCESS_AUD", "MAIL_FROM"]) {
      const outside = outsideWith({ ...settings, [name]: "" }, now);
      expect(await of(`Bearer ${await token()}`, outside)).toMatch(`not_configured: ${name} is not set`);
    }
  });
});
