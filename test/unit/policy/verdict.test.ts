import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { autonomyLevels } from "../../../shared/domain/autonomy.ts";
import { outcomes } from "../../../shared/domain/outcome.ts";
import { provenances, weakest } from "../../../shared/domain/provenance.ts";
import type { VerdictInput } from "../../../shared/domain/verdict.ts";
import { boundaries, boundaryOf } from "../../../shared/policy/boundaries.ts";
import { verdict } from "../../../shared/policy/verdict.ts";

const kinds = Object.keys(boundaries);
const level = fc.constantFrom(...autonomyLevels);
/** True nine times of ten: a verdict is interesting when little speaks against it. */
const mostly = fc.nat(9).map((n) => n > 0);
const inputs: fc.Arbitrary<VerdictInput> = fc
  .record({
    kind: fc.oneof(fc.constantFrom(...kinds), fc.string()),
    built: mostly,
    provenance: fc.constantFrom(...provenances),
    schemaValid: mostly,
    outOfBounds: mostly.map((fine) => (fine ? null : "a stranger")),
    sources: fc.nat(3),
    precedent: fc.array(fc.constantFrom("accepted" as const, ...outcomes), { maxLength: 5 }),
    autonomy: fc.record({ project: level, kind: fc.option(level) }),
    byRule: fc.option(fc.constant("a rule has it")),
    rule: fc.record({ people: fc.constantFrom<1 | 2>(1, 2), ownAllowed: fc.boolean() }),
  })
  .map((input) => ({ ...input, boundary: boundaryOf(input.kind) }));

/** An input that nothing speaks against. */
const fine = (kind: string): VerdictInput => ({
  kind,
  boundary: boundaryOf(kind),
  built: true,
  provenance: "internal",
  schemaValid: true,
  outOfBounds: null,
  sources: 3,
  precedent: ["accepted", "accepted"],
  autonomy: { project: 3, kind: null },
  rule: { people: 1, ownAllowed: false },
});

describe("a verdict", () => {
  it("is total, gives reasons, and is the same when it is made again from its record", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const given = verdict(input);
        expect(given.reasons.length).toBeGreaterThan(0);
        expect(verdict(JSON.parse(JSON.stringify(input)))).toEqual(given);
      }),
      { numRuns: 3000 },
    );
  });

  it("is never milder than the boundary, but where that leaves it to a rule, and auto or hold only when all four dimensions pass", () => {
    const strictness = { auto: 0, hold: 1, approval: 2, forbidden: 3 };
    fc.assert(
      fc.property(inputs, (input) => {
        const given = verdict(input);
        const isLeft = input.boundary.byRule && input.byRule !== null;
        expect(strictness[given.kind]).toBeGreaterThanOrEqual(
          isLeft ? strictness.auto : strictness[input.boundary.verdict],
        );
        if (given.kind === "auto" || given.kind === "hold")
          expect(Object.values(given.dimensions).every((one) => one.pass)).toBe(true);
        if (!input.schemaValid || input.outOfBounds !== null || !input.built)
          expect(given.kind).toBe("forbidden");
      }),
      { numRuns: 3000 },
    );
  });

  it("lets nothing outward happen by itself that external input went into", () => {
    for (const kind of kinds) {
      if (!boundaryOf(kind).outward) continue;
      expect(["approval", "forbidden"]).toContain(verdict({ ...fine(kind), provenance: "external" }).kind);
    }
    fc.assert(
      fc.property(inputs, (input) => {
        if (!input.boundary.outward || input.provenance !== "external") return;
        expect(["approval", "forbidden"]).toContain(verdict(input).kind);
      }),
      { numRuns: 3000 },
    );
  });

  it("lets nothing happen by itself above the level, be it the project's or the kind's", () => {
    fc.assert(
      fc.property(inputs, ({ autonomy, ...input }) => {
        const below = input.boundary.level - 1;
        for (const cap of autonomyLevels.filter((one) => one <= below)) {
          expect(["approval", "forbidden"]).toContain(
            verdict({ ...input, autonomy: { ...autonomy, project: cap } }).kind,
          );
          expect(["approval", "forbidden"]).toContain(
            verdict({ ...input, autonomy: { ...autonomy, kind: cap } }).kind,
          );
        }
      }),
    );
  });

  it("follows the boundary when nothing speaks against it", () => {
    for (const kind of kinds) expect(verdict(fine(kind)).kind).toBe(boundaryOf(kind).verdict);
    expect(verdict(fine("email_stakeholder"))).toMatchObject({ windowMs: 30 * 60_000 });
    expect(verdict(fine("jira_status_change"))).toMatchObject({ windowMs: 5 * 60_000 });
    expect(verdict(fine("launch_rocket")).kind).toBe("forbidden");
  });

  it("lets a rule say yes where the boundary leaves it to one, and to nothing else", () => {
    for (const kind of kinds) {
      const given = verdict({ ...fine(kind), byRule: "a rule has it" });
      expect(given.kind).toBe(boundaryOf(kind).byRule ? "auto" : boundaryOf(kind).verdict);
    }
    const merge = { ...fine("pull_request_merge"), byRule: "a rule has it" };
    expect(verdict(merge).reasons).toEqual(["a rule has it, and all four dimensions pass"]);
    expect(verdict({ ...merge, byRule: null }).reasons).toEqual([
      "pull_request_merge needs a person where no rule says yes",
    ]);
    expect(verdict({ ...merge, provenance: "external" }).kind).toBe("approval");
    expect(verdict({ ...merge, precedent: ["reverted"] }).kind).toBe("approval");
    expect(verdict({ ...merge, outOfBounds: "a stranger" }).kind).toBe("forbidden");
  });

  it.each([
    ["too few signals", { sources: 0 }, "jira_status_change", "sourceAgreement"],
    ["a rejection before", { precedent: ["rejected", "accepted"] }, "email_stakeholder", "precedent"],
    ["a reverted one before", { precedent: ["accepted", "reverted"] }, "artefact_update", "precedent"],
    ["no success before, where one is needed", { precedent: [] }, "jira_comment", "precedent"],
  ] as const)("escalates for %s, and shows the dimension", (_name, change, kind, dimension) => {
    const given = verdict({
      ...fine(kind),
      ...change,
      precedent: [...("precedent" in change ? change.precedent : [])],
    });
    expect(given.kind).toBe("approval");
    expect(given.dimensions[dimension].pass).toBe(false);
  });

  it("trusts again after two successes under a person's eye", () => {
    const after = { ...fine("email_stakeholder"), precedent: ["accepted", "accepted", "rejected"] as const };
    expect(verdict({ ...after, precedent: [...after.precedent] }).kind).toBe("hold");
  });
});

describe("provenance", () => {
  it("is the weakest of all that went in", () => {
    expect(weakest(["operator", "external", "internal"])).toBe("external");
    expect(weakest(["operator", "operator"])).toBe("operator");
    expect(weakest([])).toBe("external");
  });
});
