import { describe, expect, it } from "vitest";
import { classificationSchema, classifySystem } from "../../../../shared/jobs/editorial/intent.ts";
import {
  editorialKindOf,
  editorialKinds,
  notYet,
  whatItCanDo,
  whichKind,
} from "../../../../shared/jobs/editorial/registry.ts";
import { boundaryOf } from "../../../../shared/policy/boundaries.ts";

describe.each(editorialKinds.map((kind) => [kind.kind, kind] as const))("the kind %s", (name, sealed) => {
  it("is spelt with underscores and has a name of its own", () => {
    expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(editorialKindOf(name)).toBe(sealed);
    expect(Object.keys(notYet)).not.toContain(name);
  });

  it("can start from its example, and not from nothing", () => {
    sealed.with(({ brief, example }) => {
      expect(sealed.missing(brief.parse(example), { channel: null })).toEqual([]);
      expect(sealed.titleOf(example)).not.toBeNull();
    });
    const nothing = Object.fromEntries(
      Object.entries(sealed.shape).map(([field, form]) => [field, form.safeParse(null).success ? null : []]),
    );
    expect(sealed.missing(nothing, { channel: null })).not.toEqual([]);
  });

  it("is known to the classifier, and so is each field of its brief", () => {
    expect(classifySystem).toContain(`${name} for ${sealed.meaning}`);
    for (const [field, { description }] of Object.entries(sealed.shape))
      expect(classifySystem).toContain(`${field} (${description ?? "no description"})`);
    expect(classificationSchema.shape.intent.safeParse(name).success).toBe(true);
  });

  it("has an effect that always asks a person", () => {
    const { kind, step } = sealed.with(({ effect, step: called }) => ({ kind: effect.kind, step: called }));
    expect(boundaryOf(kind).verdict).toBe("approval");
    expect(step).toMatch(/^[a-z]+$/);
  });

  it("is told of by its own words", () => {
    expect(whatItCanDo()).toContain(sealed.words.plural);
    expect(whichKind()).toContain(`*${sealed.words.noun}*`);
  });
});

it("takes a brief of any kind, with what the others know left open", () => {
  const brief = Object.assign({}, ...editorialKinds.map((sealed) => sealed.with(({ example }) => example)));
  expect(classificationSchema.safeParse({ intent: "other", confidence: 1, reason: "", brief }).success).toBe(
    true,
  );
});
