import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ignoredSampler } from "../../../workers/webhooks/sample-ignored.ts";

const window = 20_000;

describe("events that are ignored", () => {
  it("are all kept or counted, whatever comes when, and a flood leaves few rows", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 8000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (all) => {
        const sampler = ignoredSampler();
        let now = 0;
        let rows = 0;
        let told = 0;
        let tellAt: number | null = null;
        const tell = (): void => {
          const rest = sampler.takeRest("ping", now);
          tellAt = null;
          told += rest;
          if (rest > 0) rows++;
        };
        for (const gap of all) {
          now += gap;
          if (tellAt !== null && tellAt <= now) tell();
          const seen = sampler.see("ping", now);
          if (seen.kind === "kept") {
            rows++;
            told += seen.passed + 1;
          } else if (seen.tellInMs !== null) tellAt = now + seen.tellInMs;
        }
        if (tellAt !== null) tell();
        expect(told).toBe(all.length);
        expect(rows).toBeLessThanOrEqual(11 * (Math.floor(now / window) + 1));
      }),
    );
  });

  it("are told of later where the row that should have held their number was there already", () => {
    const sampler = ignoredSampler();
    for (let n = 0; n < 100; n++) sampler.see("ping", 0);
    const seen = sampler.see("ping", window);
    expect(seen).toEqual({ kind: "kept", passed: 90 });
    expect(sampler.giveBack("ping", 90, window)).toBeNull();
    expect(sampler.takeRest("ping", window)).toBe(90);
    expect(sampler.giveBack("ping", 90, window + 1000)).toBe(window - 1000);
  });

  it("don't hide those of another reason, however many reasons there are", () => {
    const sampler = ignoredSampler();
    for (let n = 0; n < 100; n++) sampler.see("ping", 0);
    expect(sampler.see("star", 0)).toEqual({ kind: "kept", passed: 0 });
    for (let n = 0; n < 1000; n++) sampler.see(`reason ${n}`, 0);
    expect(sampler.takeRest("ping", 0)).toBe(90);
    // Two had room as reasons of their own and were kept; the rest counts together, and ten of it were.
    expect(sampler.takeRest("reason 999", 0)).toBe(1000 - 498 - 10);
  });
});
