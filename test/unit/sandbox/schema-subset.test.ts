import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaProblem } from "../../../sandbox/anthropic/schema-subset.ts";
import { plannedSchema } from "../../../shared/domain/plan.ts";
import { briefReaderOf, classificationSchema } from "../../../shared/jobs/editorial/intent.ts";
import { editorialKinds } from "../../../shared/jobs/editorial/registry.ts";
import { readingsSchema } from "../../../shared/jobs/project-watch/thinking/sanitise.ts";
import { classifiedSchema, reasonedSchema } from "../../../shared/jobs/project-watch/thinking/thought.ts";

const closed = { additionalProperties: false };
/** A form with one member. */
const withMember = (member: object) => ({
  type: "object",
  properties: { a: member },
  required: ["a"],
  ...closed,
});
const members = (count: number, member: object) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, member]));

/** Every form that Claude is asked for an answer in, by what it is for. */
const forms: [string, z.ZodType][] = [
  ["a request's kind", classificationSchema],
  ["readings in quarantine", readingsSchema],
  ["a watch's classes", classifiedSchema],
  ["a watch's thoughts", reasonedSchema],
  ["a bug's plan", plannedSchema],
  ...editorialKinds.flatMap((sealed): [string, z.ZodType][] => [
    [`a ${sealed.kind}`, sealed.with(({ schema }): z.ZodType => schema)],
    [`the brief of a ${sealed.kind}`, briefReaderOf(sealed).schema],
    [`the brief of a ${sealed.kind} by mail`, briefReaderOf(sealed, true).schema],
  ]),
];

describe("the forms that Claude is asked to answer in", () => {
  it.each(forms)("of %s are of those that its API takes", (_name, schema) => {
    expect(schemaProblem(zodOutputFormat(schema).schema)).toBeNull();
  });

  it.each<[string, unknown, string]>([
    [
      "an open object",
      { type: "object", properties: {} },
      "'additionalProperties' must be explicitly set to false",
    ],
    [
      "a bounded number",
      withMember({ type: "integer", minimum: 0, maximum: 9 }),
      "properties maximum, minimum",
    ],
    ["a bounded text", withMember({ type: "string", maxLength: 9 }), "property 'maxLength'"],
    ["a bounded list", withMember({ type: "array", items: { type: "string" }, maxItems: 3 }), "'maxItems'"],
    [
      "a list of two",
      withMember({ type: "array", items: { type: "string" }, minItems: 2 }),
      "other than 0 or 1",
    ],
    ["a look-around", withMember({ type: "string", pattern: "^(?!x).*$" }), "look-arounds"],
    ["a look-behind", withMember({ type: "string", pattern: "(?<=a)b" }), "look-arounds"],
    ["oneOf", withMember({ oneOf: [{ type: "string" }] }), "'oneOf' is not supported"],
    [
      "a bound behind a reference",
      { ...withMember({ $ref: "#/$defs/b" }), $defs: { b: { type: "number", multipleOf: 2 } } },
      "'multipleOf'",
    ],
    [
      "a circle",
      { ...withMember({ $ref: "#/$defs/b" }), $defs: { b: withMember({ $ref: "#/$defs/b" }) } },
      "Circular",
    ],
    ["a reference to elsewhere", withMember({ $ref: "https://elsewhere.example/form" }), "$ref"],
    [
      "too many unions",
      { type: "object", properties: members(17, { type: ["string", "null"] }), required: [], ...closed },
      "too many parameters with union types (17",
    ],
    [
      "too many optional members",
      { type: "object", properties: members(25, { type: "string" }), ...closed },
      "too many optional parameters (25)",
    ],
  ])("may not have %s", (_name, schema, said) => {
    expect(schemaProblem(schema)).toContain(said);
  });

  it("lose their bounds on the way and keep them in words", () => {
    const bounded = z.object({ size: z.int().min(1).max(9), name: z.string().regex(/^(?!x)/) });
    const { schema } = zodOutputFormat(bounded);
    expect(schemaProblem(schema)).toBeNull();
    expect(JSON.stringify(schema)).toContain("maximum: 9");
    expect(schemaProblem(z.toJSONSchema(bounded))).not.toBeNull();
  });
});
