import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionKindOf } from "../../../shared/actions/registry.ts";
import { provenances, weakest } from "../../../shared/domain/provenance.ts";
import { type ActionKind, boundaries } from "../../../shared/policy/boundaries.ts";
import { verdictOn } from "../../../shared/policy/verdict.ts";

const kinds = Object.keys(boundaries).filter((key): key is ActionKind => key in boundaries);

describe("a verdict", () => {
  it("never lets an outward kind happen on its own, and never a payload of the wrong form", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom(...provenances),
        fc.boolean(),
        (kind, provenance, schemaValid) => {
          const verdict = verdictOn({ kind, provenance, schemaValid });
          if (boundaries[kind].outward) expect(verdict.kind).not.toBe("auto");
          if (!schemaValid) expect(verdict.kind).toBe("forbidden");
          expect(verdict.reasons.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("forbids exactly the kinds that have no code to apply them", () => {
    for (const kind of kinds)
      expect(actionKindOf(kind) === undefined).toBe(boundaries[kind].verdict === "forbidden");
  });

  it("takes the weakest of all that went in", () => {
    expect(weakest(["operator", "external", "internal"])).toBe("external");
    expect(weakest(["operator", "operator"])).toBe("operator");
    expect(weakest([])).toBe("external");
  });
});
