import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexicalVector } from "../../../shared/memory/lexical-embedder.ts";
import { cosine, packVector, unpackVector } from "../../../shared/memory/pack-vector.ts";

const near = (a: string, b: string): number => {
  const packed = unpackVector(packVector(lexicalVector(b)));
  return packed === null ? Number.NaN : cosine(lexicalVector(a), packed);
};

describe("the lexical embedder", () => {
  const post = "Calm releases: how a release can be taken back, and why small steps are easier to read";

  it("puts what says the same in other forms nearer than what speaks of something else", () => {
    const same = near(post, "Releasing calmly in small steps that can be taken back");
    const other = near(post, "Our office kitchen has a new coffee machine since Monday");
    expect(same).toBeGreaterThan(0.3);
    expect(other).toBeLessThan(0.1);
  });

  it("minds neither capitals nor signs, and knows German umlauts", () => {
    expect(near("Größere Änderungen!", "größere änderungen")).toBeGreaterThan(0.98);
  });

  it("finds nothing near to nothing", () => {
    expect(near("", post)).toBe(0);
    expect(near(post, "the and for")).toBe(0);
  });

  it("is 1 with itself for whatever has words, also when it is kept", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{4,12}$/), { minLength: 1, maxLength: 60 }), (words) => {
        const text = words.join(" ");
        expect(near(text, text)).toBeGreaterThan(0.97);
      }),
    );
  });
});
