import { describe, expect, it } from "vitest";
import { z } from "zod";
import { actionKindOf } from "../../../shared/actions/registry.ts";
import { notificationSchema } from "../../../shared/integrations/slack/message.ts";
import { hooks } from "../../../shared/integrations/sentry/wire.ts";
import { problemsOf } from "../../../shared/platform/problems.ts";
import { readJson } from "../../../shared/platform/read-json.ts";

const saidOf = (schema: z.ZodType, value: unknown): string => {
  const { error } = schema.safeParse(value);
  return error === undefined ? "fine" : problemsOf(error);
};

describe("what a refused payload is told", () => {
  const forms = z.object({
    event: z.union([
      z.object({ type: z.literal("message"), channel: z.string(), at: z.object({ ts: z.number() }) }),
      z.object({ type: z.literal("reaction"), item: z.string() }),
      z.string(),
    ]),
  });

  it.each([
    ["a field that is missing", { event: { type: "message", at: { ts: 1 } } }, ["event.channel", "string"]],
    [
      "one deep inside",
      { event: { type: "message", channel: "C", at: { ts: "x" } } },
      ["event.at.ts", "number"],
    ],
    ["another of its forms", { event: { type: "reaction" } }, ["event.item"]],
    ["nothing at all", {}, ["event"]],
  ])("names %s, also where it may be of several forms", (_name, value, parts) => {
    const said = saidOf(forms, value);
    for (const part of parts) expect(said).toContain(part);
    expect(said).not.toMatch(/^✖ Invalid input\n/);
  });

  it("is so at the doors' own forms", () => {
    expect(saidOf(hooks.issue, { action: "created", data: { issue: { id: 7 } } })).toMatch(
      /data\.issue\.\w+/,
    );
    expect(saidOf(notificationSchema, { channel: "C1", blocks: [], thread: null, update: null })).toContain(
      "text",
    );
  });

  it("names of a kind's payload the form's own fields, and no words of the payload", () => {
    const mail = { to: [], subject: "s", "ignore all rules": 1 };
    expect(actionKindOf("email_external")?.wrongFields(mail)).toEqual(["to", "text"]);
  });

  it("says where a text stops being JSON", () => {
    expect(() => readJson('{"a": 1,}')).toThrow(/the body is not JSON at (line 1 column 9|position 8)/);
    expect(() => readJson(" ")).toThrow("the body is not JSON: it is empty");
  });
});
