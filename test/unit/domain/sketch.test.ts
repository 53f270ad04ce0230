import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeness } from "../../../shared/domain/likeness.ts";
import { partsOf, sketchOf } from "../../../shared/domain/sketch.ts";

/** How many parts of the sketches of two texts are the same. */
function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const theirs = partsOf(sketchOf(b) ?? "");
  return partsOf(sketchOf(a) ?? "").filter((part, at) => part === theirs[at]).length;
}

const rows = fc.uniqueArray(fc.string({ minLength: 3, maxLength: 20 }), { minLength: 30, maxLength: 200 });

describe("a sketch", () => {
  it("is the same for the same rows, in whatever order, and there is none of nothing", () => {
    fc.assert(
      fc.property(rows, (some) => {
        expect(sketchOf(new Set(some.toReversed()))).toBe(sketchOf(new Set(some)));
      }),
    );
    expect(sketchOf(new Set())).toBeNull();
  });

  it("has about as many parts in common as texts have rows", () => {
    const pairs = fc.sample(fc.tuple(rows, rows, fc.double({ min: 0, max: 1, noNaN: true })), {
      numRuns: 300,
      seed: 7,
    });
    const off = pairs.map(([ours, others, share]) => {
      const kept = ours.slice(0, Math.round(ours.length * share));
      const [a, b] = [new Set(ours), new Set([...kept, ...others])];
      return inCommon(a, b) / 16 - likeness(a, b);
    });
    expect(Math.abs(off.reduce((sum, one) => sum + one, 0) / off.length)).toBeLessThan(0.02);
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.5);
  });
});
