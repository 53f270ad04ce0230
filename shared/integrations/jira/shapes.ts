import { z } from "zod";
import { lookUp } from "../../platform/look-up.ts";

/** What Jira's answers and its webhooks have in common, as far as it is read. */
const text = z.string().nullish();
const id = z.union([z.string().min(1), z.number()]).transform(String);

/** An account of Cloud, or a user of Server and Data Center, which has a name and no account. */
export const user = z.object({
  accountId: text,
  accountType: text,
  displayName: text,
  emailAddress: text,
  name: text,
});
export type JiraUser = z.infer<typeof user>;

/** Epoch milliseconds, from "2026-11-21T10:00:00.000+0000" or, in old webhooks of Server, from a number. */
export const moment = z.union([z.string(), z.number()]).transform((value, context) => {
  const ms = typeof value === "number" ? value : Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  if (Number.isFinite(ms)) return ms;
  context.addIssue(`${value} is no moment`);
  return z.NEVER;
});

/** A change of one field, as a record: every object has a `toString`, also one that Jira didn't send. */
export const changeItem = z.record(z.string(), z.unknown()).transform((item) => ({
  field: textIn(item, "field") ?? "",
  from: textIn(item, "from"),
  before: textIn(item, "fromString"),
  to: textIn(item, "to"),
  after: textIn(item, "toString"),
}));
export type ChangeItem = z.infer<typeof changeItem>;

function textIn(item: Record<string, unknown>, name: string): string | null {
  const value = lookUp(item, name);
  return typeof value === "string" && value !== "" ? value : null;
}

/** An entry of the changelog. */
export const history = z.object({
  id,
  author: user.nullish(),
  created: moment,
  items: z.array(changeItem),
});
export type History = z.infer<typeof history>;

/** A comment; its body is a document, or wiki markup as a text. */
export const comment = z.object({
  id,
  author: user.nullish(),
  updateAuthor: user.nullish(),
  created: moment,
  updated: moment.nullish(),
  body: z.unknown(),
});
export type Comment = z.infer<typeof comment>;

const named = z.object({ name: z.string() });
const status = named.extend({ statusCategory: z.object({ key: z.string() }).nullish() });
const linked = z.object({ fields: z.object({ status: status.nullish() }).nullish() });

/** The fields of an issue that are read. A webhook may have few of them, and custom fields go by their numbers. */
export const issueFields = z.looseObject({
  summary: z.string(),
  description: z.unknown().optional(),
  status: status.nullish(),
  issuetype: named.nullish(),
  priority: named.nullish(),
  assignee: user.nullish(),
  creator: user.nullish(),
  reporter: user.nullish(),
  project: z.object({ key: z.string().min(1) }).nullish(),
  duedate: text,
  created: moment.nullish(),
  updated: moment.nullish(),
  issuelinks: z
    .array(z.object({ type: z.object({ inward: text }).nullish(), inwardIssue: linked.nullish() }))
    .nullish(),
});
export type IssueFields = z.infer<typeof issueFields>;

export const issueKey = z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/);

/** An issue: what it is known by whatever becomes of its key, and its fields. */
export const ticket = z.object({ id, key: issueKey, fields: issueFields });
export type Ticket = z.infer<typeof ticket>;
