import { z } from "zod";

/** What Jira's webhooks carry, as far as it is read. A description is a document, or wiki markup as a text. */
const words = z.string().nullish();

/** As a record, since every object has a `toString`, also one that Jira didn't send. */
const change = z.record(z.string(), z.unknown()).transform((item) => ({
  field: item["field"],
  before: labelsIn(item["fromString"]),
  after: Object.hasOwn(item, "toString") ? labelsIn(item["toString"]) : [],
}));

/** Labels have no spaces in them. */
function labelsIn(value: unknown): string[] {
  return typeof value === "string" ? value.split(/\s+/).filter((label) => label !== "") : [];
}

export const issueEvent = z.object({
  user: z.object({ accountId: words, displayName: words, emailAddress: words }).nullish(),
  issue: z.object({
    key: z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/),
    self: words,
    fields: z.object({
      summary: z.string(),
      description: z.unknown(),
      labels: z.array(z.string()).nullish(),
      project: z.object({ key: z.string().min(1) }).nullish(),
    }),
  }),
  changelog: z.object({ items: z.array(change) }).nullish(),
});
export type IssueEvent = z.infer<typeof issueEvent>;

export const anyEvent = z.object({ webhookEvent: z.string().min(1) });
