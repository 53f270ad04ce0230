import { describe, expect, it } from "vitest";
import { bytesAfter, bytesOf } from "../../../shared/platform/bytes.ts";
import { ed25519 } from "../../../shared/platform/signatures/ed25519.ts";
import { hmac, type HmacOptions } from "../../../shared/platform/signatures/hmac.ts";
import { deliveryIdOf, standardWebhooks } from "../../../shared/platform/signatures/standard-webhooks.ts";
import { tokenHeader } from "../../../shared/platform/signatures/token-header.ts";
import { claim, outsideWith, proof } from "./outside.ts";

const wrong = "unauthorized: the Acme signature is wrong";
const missing = "unauthorized: the Acme signature is missing";
const stale = "unauthorized: the Acme signature is stale";
const secret = "METRICS_TOKEN";
const unset = `not_configured: ${secret} is not set (see .dev.vars.example)`;

describe("an HMAC of the body", () => {
  // docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  const outside = outsideWith({ [secret]: "It's a Secret to Everybody" });
  const right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const options: HmacOptions = {
    secret,
    header: "x-signature",
    prefix: "sha256=",
    encoding: "hex",
    algorithm: "SHA-256",
  };
  const scheme = hmac(options);
  const of = async (signature: string | undefined, body = "Hello, World!") =>
    proof(scheme(claim(signature === undefined ? {} : { "x-signature": signature }, body), outside));

  it("proves GitHub's own example", async () => {
    expect(await of(right)).toBe("proven");
  });

  it.each([
    ["none", undefined, missing],
    ["an empty one", "", missing],
    ["another prefix", right.replace("sha256", "sha1"), wrong],
    ["no prefix", right.slice("sha256=".length), wrong],
    ["half of it", right.slice(0, -2), wrong],
    ["a digit too much", `${right}0`, wrong],
    ["large letters", `sha256=${right.slice("sha256=".length).toUpperCase()}`, wrong],
    ["a space behind it", `${right} `, wrong],
    ["another digit", right.replace(/7$/, "8"), wrong],
  ])("refuses %s", async (_name, signature, refusal) => {
    expect(await of(signature)).toBe(refusal);
  });

  it("refuses other bytes, however alike", async () => {
    for (const body of ["Hello, World", "Hello, World!\n", "hello, World!", ""])
      expect(await of(right, body)).toBe(wrong);
  });

  it("fails closed without the secret, naming the setting", async () => {
    const headers = { "x-signature": right };
    expect(await proof(scheme(claim(headers, "Hello, World!"), outsideWith({ [secret]: " " })))).toBe(unset);
    expect(await proof(scheme(claim({}, ""), outsideWith({})))).toBe(unset);
  });

  it("is also read in base64 and of other algorithms", async () => {
    // RFC 4231 and RFC 2202, test case 2.
    const jefe = outsideWith({ [secret]: "Jefe" });
    const sent = (value: string) => claim({ "x-signature": value }, "what do ya want for nothing?");
    const base64 = hmac({ ...options, prefix: "", encoding: "base64" });
    expect(await proof(base64(sent(mac256), jefe))).toBe("proven");
    const sha1 = hmac({ ...options, prefix: "", algorithm: "SHA-1" });
    expect(await proof(sha1(sent("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"), jefe))).toBe("proven");
    expect(await proof(sha1(sent("effcdf6ae5eb2fa2d27416d5f184df9c259a7c78"), jefe))).toBe(wrong);
  });
});

/** RFC 4231's test case 2 for SHA-256, as base64 writes it. */
const mac256 = btoa(
  String.fromCharCode(
    ...(bytesOf("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "hex") ?? []),
  ),
);

describe("an HMAC of the time and the body", () => {
  // api.slack.com/authentication/verifying-requests-from-slack
  const sentAt = 1531420618;
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  const right = {
    "x-time": String(sentAt),
    "x-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  };
  const scheme = hmac({
    secret,
    header: "x-signature",
    prefix: "v0=",
    encoding: "hex",
    algorithm: "SHA-256",
    timestamp: {
      header: "x-time",
      toleranceSeconds: 300,
      signed: (time, bytes) => bytesAfter(`v0:${time}:`, bytes),
    },
  });
  const of = async (headers: Record<string, string>, after = 0) =>
    proof(
      scheme(
        claim(headers, body),
        outsideWith({ [secret]: "8f742231b10e8888abcd99yyyzzz85a5" }, sentAt + after),
      ),
    );

  it("proves Slack's own example, for five minutes in either direction", async () => {
    for (const after of [0, 300, -300]) expect(await of(right, after)).toBe("proven");
    for (const after of [301, -301]) expect(await of(right, after)).toBe(stale);
  });

  it("refuses a time that is another, missing or none", async () => {
    expect(await of({ ...right, "x-time": String(sentAt + 1) })).toBe(wrong);
    expect(await of({ ...right, "x-time": "soon" })).toBe(stale);
    expect(await of({ ...right, "x-time": "" })).toBe(missing);
    expect(await of({ "x-time": right["x-time"] })).toBe(missing);
  });
});

describe("a token in a header", () => {
  const scheme = tokenHeader({ secret, header: "x-token" });
  const of = async (
    headers: Record<string, string>,
    settings: Record<string, string> = { [secret]: "s3cret" },
  ) => proof(scheme(claim(headers, "{}"), outsideWith(settings)));

  it("proves who sends", async () => {
    expect(await of({ "x-token": "s3cret" })).toBe("proven");
  });

  it("refuses any other, and none", async () => {
    for (const token of ["s3cre", "s3crett", "S3CRET", " s3cret"])
      expect(await of({ "x-token": token })).toBe("unauthorized: the Acme token is wrong");
    expect(await of({})).toBe("unauthorized: the Acme token is missing");
  });

  it("fails closed without the secret", async () => {
    expect(await of({ "x-token": "" }, {})).toBe(unset);
  });
});

describe("an Ed25519 signature", () => {
  // RFC 8032, section 7.1, test 2: a message of one byte, "r", which is the time here.
  const key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  const signature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
  const scheme = ed25519({ key: secret, signature: "x-signature", timestamp: "x-time" });
  const of = async (
    headers: Record<string, string>,
    body = "",
    settings: Record<string, string> = { [secret]: key },
  ) => proof(scheme(claim(headers, body), outsideWith(settings)));
  const right = { "x-signature": signature, "x-time": "r" };

  it("proves the time with the body after it", async () => {
    expect(await of(right)).toBe("proven");
  });

  it("proves a body of any bytes", async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    if (!("privateKey" in pair)) throw new Error("it is no pair");
    const exported = await crypto.subtle.exportKey("raw", pair.publicKey);
    if (!(exported instanceof ArrayBuffer)) throw new Error("it is not raw");
    const hex = (bytes: ArrayBuffer) => Buffer.from(bytes).toString("hex");
    const body = Uint8Array.from([0, 0xaf, 0x82, 0xff]);
    const made = await crypto.subtle.sign("Ed25519", pair.privateKey, bytesAfter("1700000000", body));
    const settings = { [secret]: hex(exported) };
    const headers = { "x-signature": hex(made), "x-time": "1700000000" };
    expect(await proof(scheme(claim(headers, body), outsideWith(settings)))).toBe("proven");
    expect(await proof(scheme(claim(headers, body.slice(1)), outsideWith(settings)))).toBe(wrong);
  });

  it("refuses another signature, time or body", async () => {
    expect(await of({ ...right, "x-time": "s" })).toBe(wrong);
    expect(await of(right, "r")).toBe(wrong);
    expect(await of({ ...right, "x-signature": signature.replace(/^92/, "93") })).toBe(wrong);
    expect(await of({ ...right, "x-signature": signature.slice(2) })).toBe(wrong);
    expect(await of({ ...right, "x-signature": "no digits" })).toBe(wrong);
    expect(await of({ "x-time": "r" })).toBe(missing);
    expect(await of({ "x-signature": signature })).toBe("unauthorized: the Acme timestamp is missing");
  });

  it("fails closed without the key, and with what is none", async () => {
    expect(await of(right, "", {})).toBe(unset);
    const malformed = `not_configured: ${secret} is no Ed25519 public key of 64 hexadecimal digits`;
    for (const one of ["abc", key.slice(2), `${key}00`, "secret"])
      expect(await of(right, "", { [secret]: one })).toBe(malformed);
  });
});

describe("Standard Webhooks", () => {
  // The example of the specification's reference libraries.
  const settings = { [secret]: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
  const sentAt = 1614265330;
  const mine = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  const right = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": String(sentAt),
    "webhook-signature": mine,
  };
  const body = '{"test": 2432232314}';
  const scheme = standardWebhooks({ secret });
  const of = async (
    headers: Record<string, string>,
    over: { body?: string; at?: number; set?: Record<string, string> } = {},
  ) => proof(scheme(claim(headers, over.body ?? body), outsideWith(over.set ?? settings, over.at ?? sentAt)));

  it("proves the example, also with the secret as it is without its prefix", async () => {
    expect(await of(right)).toBe("proven");
    expect(await of(right, { set: { [secret]: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } })).toBe("proven");
  });

  it("proves the older headers only where they are said to do", async () => {
    const older = Object.fromEntries(
      Object.entries(right).map(([name, value]) => [name.replace("webhook", "svix"), value]),
    );
    const asked = claim(older, body);
    const outside = outsideWith(settings, sentAt);
    expect(await proof(standardWebhooks({ secret, svix: true })(asked, outside))).toBe("proven");
    expect(await of(older)).toBe("unauthorized: the Acme id is missing");
    // Half of each is neither.
    const mixed = claim({ ...older, "webhook-id": "msg_other" }, body);
    expect(await proof(standardWebhooks({ secret, svix: true })(mixed, outside))).not.toBe("proven");
    expect([deliveryIdOf(asked), deliveryIdOf(claim(right, body))]).toEqual(
      Array(2).fill(right["webhook-id"]),
    );
  });

  it("takes any of several signatures", async () => {
    const other = mine.replace("g0h", "h0h");
    for (const all of [`${other} ${mine}`, `${mine} ${other}`, `v1a,xyz v2,${mine.slice(3)} ${mine}`])
      expect(await of({ ...right, "webhook-signature": all })).toBe("proven");
    for (const none of [
      other,
      `${other} ${other}`,
      `v2,${mine.slice(3)}`,
      mine.slice(3),
      "v1,",
      "v1,no base64",
    ])
      expect(await of({ ...right, "webhook-signature": none })).toBe(wrong);
  });

  it("signs the id, the time and the body", async () => {
    expect(await of({ ...right, "webhook-id": "msg_other" })).toBe(wrong);
    expect(await of({ ...right, "webhook-timestamp": String(sentAt + 1) })).toBe(wrong);
    expect(await of(right, { body: '{"test":2432232314}' })).toBe(wrong);
  });

  it("refuses what is older than five minutes, or from as far ahead", async () => {
    for (const at of [sentAt + 300, sentAt - 300]) expect(await of(right, { at })).toBe("proven");
    for (const at of [sentAt + 301, sentAt - 301])
      expect(await of(right, { at })).toBe("unauthorized: the Acme timestamp is stale");
  });

  it("names what is missing", async () => {
    for (const what of ["id", "timestamp", "signature"] as const) {
      const { [`webhook-${what}` as const]: _gone, ...rest } = right;
      expect(await of(rest)).toBe(`unauthorized: the Acme ${what} is missing`);
    }
  });

  it("fails closed without the secret, and with what is none", async () => {
    expect(await of(right, { set: {} })).toBe(unset);
    for (const one of ["whsec_", "whsec_not base64", "whsec_abc"])
      expect(await of(right, { set: { [secret]: one } })).toBe(
        `not_configured: ${secret} is no secret such as whsec_… in base64`,
      );
  });
});
