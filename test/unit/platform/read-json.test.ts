import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../../shared/platform/read-json.ts";
import { wellFormedJson } from "../../../shared/platform/well-formed.ts";

const bounds = { depth: 5, nodes: 50, string: 40, name: 10 };

describe("JSON from outside", () => {
  it("is what JSON.parse makes of it", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), fc.constantFrom(undefined, 2), (text, space) => {
        const spaced = JSON.stringify(JSON.parse(text), null, space);
        expect(readJson(spaced)).toEqual(JSON.parse(spaced));
      }),
    );
  });

  it.each([
    ["levels deep", "[".repeat(6) + "]".repeat(6)],
    ["levels deep", '{"a":'.repeat(100_000)],
    ["values", `[${"1,".repeat(50)}1]`],
    ["string", JSON.stringify("x".repeat(41))],
    ["name", `{"${"x".repeat(11)}" : 1}`],
    ["not JSON", '{"a"'],
    ["not JSON", '"\\'],
  ])("names the bound that is broken: %s", (what, text) => {
    expect(() => readJson(text, bounds)).toThrow(what);
  });

  it("counts no brackets within a string, whatever is escaped there", () => {
    const text = String.raw`["[[[[[[\"[[[[[", "\\", "[[\\\""]`;
    expect(readJson(text, bounds)).toEqual(JSON.parse(text));
  });

  it("keeps everything but what no text can hold", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const text = JSON.stringify(value);
        if (!/[\p{Cc}\\]/u.test(text)) expect(JSON.stringify(wellFormedJson(JSON.parse(text)))).toBe(text);
      }),
    );
    const odd: unknown = JSON.parse(String.raw`{"__proto__":["\ud800\u0000"],"a\ud800":{"b":"\n\t😀"}}`);
    expect(JSON.stringify(wellFormedJson(odd))).toBe('{"__proto__":["��"],"a�":{"b":"\\n\\t😀"}}');
  });
});
