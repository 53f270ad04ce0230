import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postForm } from "../../../sandbox/bluesky/record-form.ts";
import { marksIn } from "../../../shared/domain/marked-text.ts";
import { tidOf } from "../../../shared/domain/tid.ts";
import { facetsOf, handlesIn, postRecord } from "../../../shared/integrations/bluesky/record.ts";

const createdAt = "2026-11-26T12:00:00.000Z";
const maya = "did:plc:maya";
const bytesOf = (text: string, { byteStart, byteEnd }: { byteStart: number; byteEnd: number }) =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
    new TextEncoder().encode(text).slice(byteStart, byteEnd),
  );

describe("the facets of a post", () => {
  it("point at bytes, behind characters of any size", () => {
    const text = "👩‍👩‍👧 grüßt @maya.example.com und @nobody.example.com: https://example.com/ä #züge";
    const facets = facetsOf(text, new Map([["maya.example.com", maya]]));
    expect(facets.map(({ index, features: [feature] }) => [bytesOf(text, index), feature])).toEqual([
      ["@maya.example.com", { $type: "app.bsky.richtext.facet#mention", did: maya }],
      ["https://example.com/ä", { $type: "app.bsky.richtext.facet#link", uri: "https://example.com/%C3%A4" }],
      ["#züge", { $type: "app.bsky.richtext.facet#tag", tag: "züge" }],
    ]);
  });

  const words = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.constantFrom(
      "@maya.example.com",
      "https://example.com/x",
      "#züge",
      "👍🏽",
      "#",
      "@",
      " ",
      "\n",
      "(",
      ").",
    ),
  );

  it("are what a strict server takes, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const facets = facetsOf(text, new Map(handlesIn(text).map((handle) => [handle, maya])));
        expect(facets).toHaveLength(marksIn(text).length);
        const parsed = postForm.safeParse(postRecord({ text, facets, card: null, createdAt }));
        expect(parsed.error?.issues ?? []).toEqual([]);
      }),
    );
  });
});

describe("a timestamp identifier", () => {
  it("has the form that the lexicon asks for, and sorts by its time", () => {
    const time = fc.bigInt({ min: 0n, max: (1n << 53n) - 1n });
    fc.assert(
      fc.property(time, time, fc.nat({ max: 1023 }), (a, b, clock) => {
        expect(tidOf(a, clock)).toMatch(/^[2-7a-j][2-7a-z]{12}$/);
        expect(tidOf(a, clock) < tidOf(b, clock)).toBe(a < b);
      }),
    );
  });

  it("is the same as elsewhere for a known moment", () => {
    expect(tidOf(0n, 0)).toBe("2222222222222");
    expect(tidOf(1n, 1)).toBe("2222222222323");
  });
});
