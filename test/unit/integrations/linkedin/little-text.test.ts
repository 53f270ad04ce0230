import fc from "fast-check";
import { expect, it } from "vitest";
import { kept, seen } from "../../../../sandbox/linkedin/little-text.ts";
import { linkedinPostSchema } from "../../../../shared/actions/linkedin-post.ts";
import { fromLittleText, toLittleText } from "../../../../shared/integrations/linkedin/little-text.ts";

const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .array(fc.constantFrom(...Array.from("\\|{}@[]()<>#＃*_~ab1 \n")), { maxLength: 60 })
    .map((chars) => chars.join("")),
);

it("comes back as it was, and LinkedIn cuts nothing of it", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const commentary = toLittleText(text);
      expect(fromLittleText(commentary)).toBe(text);
      expect(seen(kept(commentary))).toBe(text.trim());
    }),
  );
});

it.each([
  ["3000 characters", "a".repeat(3000), true],
  ["3001", "a".repeat(3001), false],
  ["3000 that are escaped", "(".repeat(3000), true],
  ["1500 that are two units each", "🚀".repeat(1500), true],
  ["1501 of them", "🚀".repeat(1501), false],
  ["what a form sends", " one\r\ntwo\n", true],
  ["nothing to see", " \n", false],
  ["half a character", "a\ud83d", false],
])("of %s is taken or not", (_name, text, isTaken) => {
  expect(linkedinPostSchema.safeParse({ draftId: "t", text }).success).toBe(isTaken);
});

it.each([
  ["Out now #exports", String.raw`Out now {hashtag|\#|exports}`],
  ["#Q3_report, #2026plan", String.raw`{hashtag|\#|Q3\_report}, {hashtag|\#|2026plan}`],
  ["#größe #日本", String.raw`{hashtag|\#|größe} {hashtag|\#|日本}`],
  ["C# and #1, a#b, ##", String.raw`C\# and \#1, a\#b, \#\#`],
  ["https://a.example/#part", String.raw`https://a.example/\#part`],
])("of %s makes hashtags of what readers would take for one", (text, commentary) => {
  expect(toLittleText(text)).toBe(commentary);
  expect(fromLittleText(commentary)).toBe(text);
  expect(seen(kept(commentary))).toBe(text);
});
