import { textOf } from "../../../../shared/integrations/slack/mrkdwn.ts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { classificationSchema, classifySystem, fieldsOf } from "../../../../shared/jobs/editorial/intent.ts";
import {
  editorialKindOf,
  editorialKinds,
  notYet,
  whatItCanDo,
  whichKind,
} from "../../../../shared/jobs/editorial/registry.ts";
import { boundaryOf } from "../../../../shared/policy/boundaries.ts";

/** Who has asked for nothing. */
const nobody = { channel: null, said: "" };

describe.each(editorialKinds.map((kind) => [kind.kind, kind] as const))("the kind %s", (name, sealed) => {
  it("is spelt with underscores and has a name of its own", () => {
    expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(editorialKindOf(name)).toBe(sealed);
    expect(notYet.map(({ kind }) => kind)).not.toContain(name);
  });

  it("can start from its example, and asks for all that it requires when nothing is known", () => {
    sealed.with(({ brief, example, exampleSource = "" }) => {
      const asked = { ...nobody, said: exampleSource };
      expect(sealed.missing(brief.parse(example), asked)).toEqual([]);
      expect(sealed.titleOf(example)).not.toBeNull();
    });
    const nothing = Object.fromEntries(
      Object.entries(sealed.shape).map(([field, form]) => [field, form.safeParse(null).success ? null : []]),
    );
    const required = sealed.with(({ rubric }) => rubric.map((field) => field.name));
    const asked = sealed.missing(nothing, nobody).map((field) => field.name);
    // What only some briefs need is asked for when they do.
    expect(required).toEqual(expect.arrayContaining(asked));
    expect(required.length === 0 || asked.length > 0).toBe(true);
  });

  it("is known to the classifier, and so is each field of its brief", () => {
    expect(classifySystem).toContain(`* ${name}: ${sealed.meaning}`);
    for (const [field, { description }] of Object.entries(sealed.shape))
      expect(classifySystem).toContain(`* brief.${field} is ${description ?? "no description"}`);
    expect(classificationSchema.shape.intent.safeParse(name).success).toBe(true);
  });

  it("goes nowhere before somebody has trust in it", () => {
    for (const { kind, step } of sealed.outlets) {
      expect(boundaryOf(kind).verdict === "approval" || boundaryOf(kind).level === 3).toBe(true);
      expect(step).toMatch(/^[a-z]+\d?$/);
    }
  });

  it("is told of by its own words", () => {
    expect(whatItCanDo()).toContain(sealed.words.plural);
    expect(textOf(whichKind())).toContain(`*${sealed.words.noun}*`);
  });
});

it("takes a brief of any kind, with what the others know left open", () => {
  const brief = Object.assign({}, ...editorialKinds.map((sealed) => sealed.with(({ example }) => example)));
  expect(classificationSchema.safeParse({ intent: "other", confidence: 1, reason: "", brief }).success).toBe(
    true,
  );
});

it("lets no two kinds mean different things by one field", () => {
  const newcomer = { kind: "newcomer", shape: { topic: z.string().nullable() } };
  expect(() => fieldsOf([...editorialKinds, newcomer])).toThrow("newcomer means something else by topic");
});
