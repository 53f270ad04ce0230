import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  autonomyLevels,
  demotionFor,
  evidenceOf,
  type PastOutcome,
  promotionFor,
  readingKind,
} from "../../../shared/domain/autonomy.ts";
import { outcomes } from "../../../shared/domain/outcome.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { stepUp } from "../../../shared/spine/step-up.ts";

const day = 86_400_000;
const now = 100 * day;
const { promotion, demotion } = rulesSchema.parse({});
const outcome = (daysAgo: number, over: Partial<PastOutcome> = {}): PastOutcome => ({
  kind: "artefact_update",
  outcome: "accepted",
  at: now - daysAgo * day,
  reviewed: false,
  ...over,
});
const watching = stepUp("*", 1);
const keeping = stepUp("*", 2);
const pasts = fc.array(
  fc.record({
    kind: fc.constantFrom("artefact_update", readingKind, "email_stakeholder", "blog_publish"),
    outcome: fc.constantFrom(...outcomes),
    at: fc.integer({ min: 0, max: now }),
    reviewed: fc.boolean(),
  }),
  { maxLength: 60 },
);

describe("earning autonomy", () => {
  const reading = (daysAgo: number, right = true) =>
    outcome(daysAgo, { kind: readingKind, outcome: right ? "accepted" : "corrected", reviewed: true });
  const watched = (past: PastOutcome[], began = now - 30 * day, until = now) =>
    promotionFor(1, evidenceOf(past, watching, 0, began, until), promotion);
  const kept = (past: PastOutcome[]) => promotionFor(2, evidenceOf(past, keeping, 0, null, now), promotion);
  const some = (count: number, one: (daysAgo: number) => PastOutcome) =>
    Array.from({ length: count }, (_, n) => one(n + 0.5));

  it("takes seven days of watching and seven readings that people found right to level 2", () => {
    expect(watched(some(7, reading))).toBe(2);
    expect(watched(some(6, reading))).toBeNull();
    // What nobody has looked at is no evidence, nor is anything else that went well.
    expect(watched([])).toBeNull();
    expect(watched(some(40, outcome))).toBeNull();
    // The days are the watch's own: from when it began to when it last looked.
    expect(watched(some(20, reading), now - 6.9 * day)).toBeNull();
    expect(watched(some(20, reading), now - 10 * day, now - 4 * day)).toBeNull();
  });

  it("starts the days over with a reading that people found wrong", () => {
    expect(watched([...some(7, reading), reading(6, false)])).toBeNull();
    expect(watched([...some(7, reading), reading(7.5, false)])).toBe(2);
  });

  it("takes fourteen days of documents without a correction and five reviewed mails to level 3", () => {
    const mails = some(5, (daysAgo) => outcome(daysAgo, { kind: "email_stakeholder", reviewed: true }));
    expect(kept([...some(20, outcome), ...mails])).toBe(3);
    expect(kept([...some(13, outcome), ...mails])).toBeNull();
    expect(kept([...some(20, outcome), ...mails.slice(1)])).toBeNull();
    // A mail that its window let go was reviewed by nobody; a message to the team is none to the outside.
    const unseen = [
      { ...outcome(1), kind: "email_stakeholder" },
      { ...outcome(1), kind: "email_internal", reviewed: true },
    ];
    expect(kept([...some(20, outcome), ...mails.slice(1), ...unseen])).toBeNull();
    for (const bad of [outcome(13, { outcome: "corrected" }), reading(13, false)])
      expect(kept([...some(20, outcome), ...mails, bad])).toBeNull();
    // What became of other work says nothing of the documents, good or bad.
    const elsewhere = outcome(2, { kind: "blog_publish", outcome: "rejected" });
    expect(kept([...some(20, outcome), ...mails, elsewhere])).toBe(3);
    const posts = some(20, (daysAgo) => outcome(daysAgo, { kind: "blog_publish" }));
    expect(kept([...posts, ...mails])).toBeNull();
  });

  it("counts nothing from before the level began, and one step at a time", () => {
    fc.assert(
      fc.property(
        pasts,
        fc.constantFrom(...autonomyLevels),
        fc.integer({ min: 0, max: now }),
        (past, level, since) => {
          const step = stepUp("*", level);
          const evidence = evidenceOf(past, step, since, null, now);
          const lately = past.filter((one) => one.at >= since);
          expect(evidence).toEqual(evidenceOf(lately, step, since, null, now));
          const to = promotionFor(level, evidence, promotion);
          if (to === null) return;
          expect(to).toBe(level + 1);
          expect(evidence.consecutiveDays).toBeGreaterThanOrEqual(promotion.toArtefact.days);
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

  it("takes three corrections within seven days, which are no refusals", () => {
    const corrected = [1, 2, 3].map((daysAgo) => outcome(daysAgo, { outcome: "corrected" }));
    expect(demotionFor(2, corrected.slice(1), 0, demotion, now)).toBeNull();
    expect(demotionFor(2, corrected, 0, demotion, now)).toEqual({
      to: 1,
      reason: "3 corrected within 7 days (the limit is 3)",
    });
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
