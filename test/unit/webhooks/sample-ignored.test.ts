import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ignoredSampler } from "../../../workers/webhooks/sample-ignored.ts";

describe("events that are ignored", () => {
  it("are all kept or counted, whatever comes when, and a flood leaves ten rows a minute", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (all) => {
        const sampled = ignoredSampler();
        let now = 0;
        const kept = all.map((gap) => sampled("ping", (now += gap)));
        const rows = kept.filter((one) => one !== null);
        const counted = rows.reduce((sum, passed) => sum + passed + 1, 0);
        expect(counted + kept.length - 1 - kept.findLastIndex((one) => one !== null)).toBe(all.length);
        expect(rows.length).toBeLessThanOrEqual(10 * (Math.floor(now / 60_000) + 1));
      }),
    );
  });

  it("don't hide those of another reason", () => {
    const sampled = ignoredSampler();
    for (let n = 0; n < 100; n++) sampled("ping", 0);
    expect(sampled("star", 0)).toBe(0);
    expect(sampled("ping", 60_000)).toBe(90);
  });
});
