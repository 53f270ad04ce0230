import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  autonomyLevels,
  demotionFor,
  evidenceOf,
  type PastOutcome,
  promotionFor,
} from "../../../shared/domain/autonomy.ts";
import { outcomes } from "../../../shared/domain/outcome.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";

const day = 86_400_000;
const now = 100 * day;
const { promotion, demotion } = rulesSchema.parse({});
const outcome = (daysAgo: number, over: Partial<PastOutcome> = {}): PastOutcome => ({
  outcome: "accepted",
  at: now - daysAgo * day,
  reviewed: false,
  message: false,
  ...over,
});
const pasts = fc.array(
  fc.record({
    outcome: fc.constantFrom(...outcomes),
    at: fc.integer({ min: 0, max: now }),
    reviewed: fc.boolean(),
    message: fc.boolean(),
  }),
  { maxLength: 60 },
);

describe("earning autonomy", () => {
  it("takes seven clean days to level 2, and fourteen with five reviewed messages to level 3", () => {
    const days = (count: number) => Array.from({ length: count }, (_, n) => outcome(n + 0.5));
    const earned = (level: 1 | 2, past: PastOutcome[]) =>
      promotionFor(level, evidenceOf(past, 0, now), promotion);
    expect(earned(1, days(7))).toBeNull();
    expect(earned(1, days(8))).toBe(2);
    expect(earned(2, days(20))).toBeNull();
    const messages = Array.from({ length: 5 }, (_, n) => outcome(n + 1, { message: true, reviewed: true }));
    expect(earned(2, [...days(20), ...messages])).toBe(3);
    expect(earned(2, [...days(20), ...messages, outcome(3, { outcome: "corrected" })])).toBeNull();
  });

  it("counts nothing from before the level began, and one step at a time", () => {
    fc.assert(
      fc.property(
        pasts,
        fc.constantFrom(...autonomyLevels),
        fc.integer({ min: 0, max: now }),
        (past, level, since) => {
          const evidence = evidenceOf(past, since, now);
          const later = evidenceOf(
            past.filter((one) => one.at >= since),
            since,
            now,
          );
          expect(evidence).toEqual(later);
          const to = promotionFor(level, evidence, promotion);
          if (to !== null) expect(to).toBe(level + 1);
          if (to !== null) expect(evidence.consecutiveDays).toBeGreaterThanOrEqual(promotion.toArtefact.days);
        },
      ),
    );
  });
});

describe("losing autonomy", () => {
  it("takes two rejections or one reverted effect within seven days, and names them", () => {
    const lost = (past: PastOutcome[], since = 0) => demotionFor(3, past, since, demotion, now);
    expect(lost([outcome(1, { outcome: "rejected" })])).toBeNull();
    expect(lost([outcome(1, { outcome: "rejected" }), outcome(8, { outcome: "rejected" })])).toBeNull();
    expect(lost([outcome(1, { outcome: "rejected" }), outcome(6, { outcome: "rejected" })])).toEqual({
      to: 2,
      reason: "2 rejected within 7 days (the limit is 2)",
    });
    expect(lost([outcome(6, { outcome: "reverted" })])).toMatchObject({ to: 2 });
  });

  it("counts the same evidence once: not what was before the last change", () => {
    const past = [outcome(2, { outcome: "reverted" })];
    expect(demotionFor(2, past, now - day, demotion, now)).toBeNull();
    expect(demotionFor(1, past, 0, demotion, now)).toBeNull();
  });

  it("never raises anything", () => {
    fc.assert(
      fc.property(pasts, fc.constantFrom(...autonomyLevels), (past, level) => {
        const change = demotionFor(level, past, 0, demotion, now);
        if (change !== null) expect(change.to).toBe(level - 1);
      }),
    );
  });
});
