import { describe, expect, it } from "vitest";
import { redact, redactMembers } from "../../../shared/platform/redact.ts";
import { csvLine } from "../../../workers/api/csv.ts";

describe("redaction", () => {
  it.each([
    ["mail to pat.o'neil+x@example.co.uk now", "example.co.uk", "neil"],
    ["call +49 (30) 1234-5678 today", "[phone]", "1234"],
    ["card 4111 1111 1111 1111 ok", "[number]", "4111"],
    ["card 4111-1111-1111-1111.", "[number].", "4111"],
    ["iban DE89 3704 0044 0532 0130 00 ok", "[iban]", "3704"],
    ["token xoxb-123456-abcdef and sk-ant-api03-abcdefgh", "[secret]", "abcdef"],
    ["Authorization: Bearer abcdefgh12345678", "Bearer [secret]", "abcdefgh"],
  ])("takes what is personal or secret out of %s", (text, kept, gone) => {
    expect(redact(text)).toContain(kept);
    expect(redact(text)).not.toContain(gone);
  });

  it("leaves alone what tells of work", () => {
    const text =
      "editorial-3f2a91b0c4d5e6f7.publish-1 and approval-errand-7223232751868241.action at 2026-11-21T07:23:57.123Z, sha256 ba7816bf8f01cfea, $0.0123, <@U0MAYA>, 1732180000000";
    expect(redact(text)).toBe(text);
  });

  it("reaches into data, names included", () => {
    expect(redactMembers({ to: ["a@b.example"], "c@d.example": 1, n: null })).toEqual({
      to: ["[person]@b.example"],
      "[person]@d.example": 1,
      n: null,
    });
  });
});

describe("a line of CSV", () => {
  it("is quoted where it must be, and no spreadsheet takes it for a formula", () => {
    expect(csvLine(["a", 'say "hi", you', "two\nlines", "=1+1", "-2"])).toBe(
      'a,"say ""hi"", you","two\nlines",\'=1+1,\'-2\r\n',
    );
  });
});
