import { writeSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact, redactMembers } from "../../../shared/platform/redact.ts";
import { lookAlikes, secrets } from "./secret-set.ts";
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

  it("knows a secret by the name of its member", () => {
    expect(redactMembers({ password: "swordfish", tokens: "1234", tokenSha256: "abcdef0123" })).toEqual({
      password: "[secret]",
      tokens: "1234",
      tokenSha256: "abcdef0123",
    });
  });

  it("reaches into data, names included", () => {
    expect(redactMembers({ to: ["a@b.example"], "c@d.example": 1, n: null })).toEqual({
      to: ["[person]@b.example"],
      "[person]@d.example": 1,
      n: null,
    });
  });
});

describe("a set of secrets and of what looks like some", () => {
  const around = [
    "§",
    "x § y",
    "error: § (code 1)",
    'said "§".',
    "a\n§\nb",
    // As logs, addresses and terminals have it.
    '{"log":"a\\n§\\nb"}',
    '{"log":"\\u0022§"}',
    "?next=%3D§",
    "\u001b[31m§\u001b[0m",
  ];
  const samples = secrets.flatMap(({ name, text, secret }) =>
    around.map((frame) => ({ name, said: frame.replace("§", () => text), secret })),
  );

  it("is told apart", () => {
    const kept = samples.filter(({ said, secret }) => redact(said).includes(secret.slice(-8)));
    const alarms = lookAlikes.filter((text) => redact(text) !== text);
    const recall = 1 - kept.length / samples.length;
    const found = samples.length - kept.length;
    const precision = found / (found + alarms.length);
    // Told when it passes, too.
    writeSync(
      1,
      `redaction: recall ${recall.toFixed(3)} of ${samples.length}, precision ${precision.toFixed(3)} with ${lookAlikes.length} look-alikes\n`,
    );
    expect(alarms.map((text) => redact(text))).toEqual([]);
    expect(new Set(kept.map(({ name }) => name))).toEqual(new Set());
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it("is known in two lines, and with letters in it that nobody sees", () => {
    // Those that say themselves what they are, by a half as well.
    const tokens = secrets.filter(({ text, secret }) => text === secret && /^\[\w+\]$/.test(redact(text)));
    expect(tokens.length).toBeGreaterThan(45);
    const lineEnds = ["\n", "\r\n", "=\r\n", "\\\n", "\n  ", "\n> ", "\\n"];
    const hidden = ["\u200b", "\u2060\u200d", "\u00ad", "\ufeff"];
    const kept = tokens.flatMap(({ name, text }) => {
      const middle = Math.ceil(text.length / 2);
      // A rest of small letters alone may be the next line's first word.
      const goesOn = /[^a-z]/.test(text.slice(middle));
      return [...(goesOn ? lineEnds : []), ...hidden]
        .map((gap) => `see ${text.slice(0, middle)}${gap}${text.slice(middle)} here`)
        .filter((said) => redact(said) !== "see [secret] here" && redact(said) !== "see [token] here")
        .map((said) => `${name}: ${JSON.stringify(said)} → ${redact(said)}`);
    });
    expect(kept).toEqual([]);
    for (const { text } of tokens) {
      const lines = `it is ${text}\nThen came 12 others\n2026-11-21T07:23:57Z more`;
      expect(redact(lines)).toMatch(/^it is \[\w+\]\nThen came 12 others\n2026-11-21T07:23:57Z more$/);
    }
    const family = "\u{1f468}\u200d\u{1f469} and co\u00adoperation\u200b";
    expect(redact(family)).toBe(family);
  });

  it("is known wherever a line, a code span or a quote has cut it, and no sentence is taken for the rest of one", () => {
    const tokens = secrets.filter(
      // Ours is known by its length alone: what stands right before or behind its half could be a part of it.
      ({ name, text, secret }) =>
        name !== "token of ours" && text === secret && /^\[\w+\]$/.test(redact(text)),
    );
    const word = fc.constantFrom(
      ...(lookAlikes.join(" ") + " The build broke at 09:30, see README.md or `npm test` and **read** it")
        .split(" ")
        // Names of secrets make one of whatever follows them, and figures in a row may be a person's.
        .filter((one) => !/pass|secret|token|key|auth|bearer|basic|cookie|[=@]|\d{7}|.{40}/i.test(one)),
    );
    const said = fc.array(word, { minLength: 1, maxLength: 12 });
    const gap = fc.constantFrom(
      "\n",
      "\r\n",
      "=\r\n",
      "\\\n",
      " \n",
      "\n            ",
      "\n> > ",
      "\n * ",
      "\n// ",
      "\n| ",
      "\\n",
      "`\n`",
      "` `",
      "``",
      "**",
      "** **",
      "<br>",
      "<br/>\n",
      "<wbr>",
      '" +\n  "',
      "' . '",
    );
    fc.assert(
      fc.property(
        said,
        fc.constantFrom(...tokens),
        fc.nat(),
        gap,
        said,
        (before, { text }, cut, between, after) => {
          const at = 4 + (cut % (text.length - 11));
          const rest = text.slice(at);
          // A rest of small letters alone may be the next line's first word.
          fc.pre(
            /\d|[a-z][A-Z]/.test(rest.slice(0, 8)) && ![...before, ...after].join().includes(rest.slice(-8)),
          );
          const told = redact(
            `${before.join(" ")}\n${text.slice(0, at)}${between}${rest}\n${after.join(" ")}`,
          );
          expect(told).not.toContain(rest.slice(-8));
          expect(told).not.toContain(text.slice(0, Math.max(at, 10)));
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.oneof(gap, fc.constant(" ")))), (words) => {
        const text = words.flat().join("");
        expect(redact(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("comes out the same when it is redacted again", () => {
    for (const { said } of samples) expect(redact(redact(said))).toBe(redact(said));
  });

  it("takes time in proportion to the text, whatever it was made for", () => {
    const scraps = [
      "a.",
      "a@",
      "-----BEGIN PRIVATE KEY-----",
      "eyJ-",
      "eyJaaaaaaaaaaa.",
      "password",
      "password=",
      "secret_",
      "://a:",
      "Bearer ",
      "xoxb-",
      "re_a",
      "+1 ",
      "1 ",
      "DE00 AAAA ",
      "cookie: a=",
      "authorization: ",
      "?key=",
      "A".repeat(43) + " ",
      "api key is ",
      "1//0",
      "aaa8Q~",
      "ghp_a1\n",
      "\u200ba",
    ];
    const slow = scraps.filter((scrap) => {
      const begun = performance.now();
      redact(scrap.repeat(250_000 / scrap.length));
      return performance.now() - begun > 3000;
    });
    expect(slow).toEqual([]);
  }, 30_000);
});

describe("a line of CSV", () => {
  it("is quoted where it must be, and no spreadsheet takes it for a formula", () => {
    const formulas = [
      "=1",
      " =1",
      "\u00a0+1",
      "\ufeff=1",
      "\t=1",
      "\r=1",
      "\n=1",
      "＝1",
      "＋1",
      "－1",
      "＠x",
      "﹦1",
      "@x",
      "|x",
    ];
    for (const cell of formulas) expect(csvLine([cell]), JSON.stringify(cell)).toMatch(/^"?'/);
    // Where a semicolon or a line's end begins a cell, too.
    expect(csvLine(["x;=1", "x\n =1", "x;y", "a-b = c"])).toBe("x;'=1,\"x\n' =1\",x;y,a-b = c\r\n");
    expect(csvLine(["a", 'say "hi", you', "two\nlines", "=1+1", "-2"])).toBe(
      'a,"say ""hi"", you","two\nlines",\'=1+1,\'-2\r\n',
    );
  });
});
