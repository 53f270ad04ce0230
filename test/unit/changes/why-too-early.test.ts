import fc from "fast-check";
import { expect, it } from "vitest";
import { clockSkewMs, whyTooEarly } from "../../../shared/changes/why-too-early.ts";

const time = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 });
/** Milliseconds between a question and a comment: near each other it matters. */
const apart = fc.integer({ min: -3000, max: 3000 });
const skew = fc.integer({ min: -clockSkewMs, max: clockSkewMs });

it("counts no yes for a question that took another's place after it was written, whenever it comes in", () => {
  fc.assert(
    fc.property(time, apart, skew, fc.nat(100_000), (shownAt, after, ahead, late) => {
      const wroteAt = shownAt + after;
      // As GitHub says it: by its own clock, cut to the second.
      const writtenAt = Math.floor((wroteAt + ahead) / 1000) * 1000;
      const why = whyTooEarly(
        { writtenAt, edited: false },
        { shownAt, receivedAt: wroteAt + late, unmistakable: false },
      );
      if (wroteAt < shownAt) expect(why).toContain("before this version");
      if (wroteAt >= shownAt + 1000 + 2 * clockSkewMs) expect(why).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

it("lets what can mean nothing else be said in the same second, and not before", () => {
  fc.assert(
    fc.property(time, apart, (shownAt, after) => {
      const wroteAt = shownAt + after;
      const writtenAt = Math.floor(wroteAt / 1000) * 1000;
      const why = whyTooEarly(
        { writtenAt, edited: false },
        { shownAt, receivedAt: wroteAt, unmistakable: true },
      );
      if (wroteAt >= shownAt) expect(why).toBeNull();
      if (wroteAt + 1000 <= shownAt) expect(why).not.toBeNull();
    }),
    { numRuns: 2000 },
  );
});
