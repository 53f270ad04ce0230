import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authenticationOf } from "../../../../shared/integrations/mail/authentication.ts";

const sender = "maya@signalbox.example";
const mailbox = "atlas@signalbox.example";
const header = (value: string, name = "Authentication-Results") => ({ name, value });
const passed = (...values: (string | { name: string; value: string })[]) =>
  authenticationOf(
    values.map((one) => (typeof one === "string" ? header(one) : one)),
    sender,
    { kind: "exchange", mailbox },
  ).passed;

const pass =
  "spf=pass (sender IP is 203.0.113.7) smtp.mailfrom=signalbox.example; dkim=pass (signature was verified) header.d=signalbox.example;dmarc=pass action=none header.from=signalbox.example;compauth=pass reason=100";
const fail =
  "spf=fail smtp.mailfrom=evil.example; dkim=none; dmarc=fail action=none header.from=signalbox.example";

describe("who vouches for a mail's sender", () => {
  it("is our own server", () => {
    expect(passed(pass)).toBe(true);
    expect(passed(`mx.signalbox.example; ${pass}`)).toBe(true);
    expect(passed("dkim=pass header.d=signalbox.example; dmarc=none")).toBe(true);
    expect(passed("spf=pass smtp.mailfrom=maya@signalbox.example")).toBe(true);
    expect(passed(header("Internal", "X-MS-Exchange-Organization-AuthAs"))).toBe(true);
  });

  it.each([
    ["nobody", []],
    ["a server whose check failed", [fail]],
    ["a word of the sender's own below our server's", [fail, pass]],
    ["a server of somebody else's", [`mx.evil.example; ${pass}`]],
    ["a server whose name only ends like ours", [`notsignalbox.example; ${pass}`]],
    ["another domain", ["dmarc=pass header.from=evil.example; spf=pass smtp.mailfrom=evil.example"]],
    ["a domain below ours", ["dkim=pass header.d=guests.signalbox.example"]],
    ["a failed whole", [pass.replace("compauth=pass", "compauth=fail")]],
    ["a signature, though DMARC failed", ["dkim=pass header.d=signalbox.example; dmarc=fail"]],
    [
      "a pass in a comment",
      ["spf=fail (x; dmarc=pass header.from=signalbox.example; y) smtp.mailfrom=a.example"],
    ],
    [
      "a pass in a quoted address",
      ['spf=pass smtp.mailfrom="x; dmarc=pass header.from=signalbox.example"@evil.example'],
    ],
    ["a comment without an end", [`spf=fail (; ${pass}`]],
    ["a domain that is said twice", ["dkim=pass header.d=evil.example header.d=signalbox.example"]],
    [
      "two words on whether it is from within",
      [
        header("Anonymous", "X-MS-Exchange-Organization-AuthAs"),
        header("Internal", "X-MS-Exchange-Organization-AuthAs"),
      ],
    ],
  ])("is not %s", (_who, values) => {
    expect(passed(...values)).toBe(false);
  });

  it("is the server that a door trusts by its name, and no other", () => {
    const by = (...values: string[]) =>
      authenticationOf(
        values.map((value) => header(value)),
        sender,
        { kind: "named", server: "mx.google.example" },
      ).passed;
    expect(by(`mx.google.example; ${pass}`)).toBe(true);
    expect(by(`mx.google.example; ${fail}`, `mx.google.example; ${pass}`)).toBe(false);
    expect(by(pass)).toBe(false);
    expect(by(`mx.signalbox.example; ${pass}`)).toBe(false);
    expect(by(`x.mx.google.example; ${pass}`)).toBe(false);
    const within = header("Internal", "X-MS-Exchange-Organization-AuthAs");
    expect(authenticationOf([within], sender, { kind: "named", server: "mx.google.example" }).passed).toBe(
      false,
    );
  });

  it("is never anybody in what a sender can put into a comment or a quoted string", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (words) => {
        const comment = words.replaceAll(/[\\()"]/g, (char) => `\\${char}`);
        const quoted = words.replaceAll(/[\\"]/g, (char) => `\\${char}`);
        for (const place of [`(${comment}; ${pass.replaceAll(/[()]/g, "")})`, `"${quoted}; ${pass}"`])
          expect(passed(`spf=fail ${place} smtp.mailfrom=a.example; dmarc=none`)).toBe(false);
      }),
    );
  });
});
