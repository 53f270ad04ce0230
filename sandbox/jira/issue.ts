import { z } from "zod";
import { adf } from "./adf.ts";
import { personSchema } from "./people.ts";
import { statuses } from "./workflow.ts";

const property = z.strictObject({ key: z.string().min(1).max(255), value: z.json() });
export type Property = z.infer<typeof property>;
export const propertiesSchema = z.array(property);

const commentSchema = z.object({
  id: z.string(),
  created: z.string(),
  updated: z.string(),
  body: adf,
  author: personSchema,
  properties: propertiesSchema,
});
export type Comment = z.infer<typeof commentSchema>;

/** A link to an address outside; the global id is its name, of which an issue has one. */
const linkSchema = z.object({ id: z.number(), globalId: z.string(), url: z.string(), title: z.string() });
export type Link = z.infer<typeof linkSchema>;

/** What happened to one field. `before` and `after` are for people, `from` and `to` for machines. */
const changeSchema = z.object({
  field: z.string(),
  fieldId: z.string(),
  custom: z.boolean(),
  from: z.string().nullable(),
  before: z.string().nullable(),
  to: z.string().nullable(),
  after: z.string().nullable(),
});
export type Change = z.infer<typeof changeSchema>;

const historySchema = z.object({
  id: z.string(),
  created: z.string(),
  author: personSchema,
  changes: z.array(changeSchema),
});
export type History = z.infer<typeof historySchema>;

export const priorities = ["Highest", "High", "Medium", "Low", "Lowest"] as const;

/** As 2026-11-21. */
const day = z.iso.date();

/** What people change on an issue. */
export const fieldsSchema = z.object({
  type: z.string(),
  summary: z.string(),
  description: adf.nullable(),
  labels: z.array(z.string()),
  status: z.enum(statuses),
  assignee: personSchema.nullable(),
  priority: z.enum(priorities),
  duedate: day.nullable(),
  sprint: z.string().nullable(),
  points: z.number().nullable(),
  flagged: z.boolean(),
  /** Keys of the issues that block it. */
  blockedBy: z.array(z.string()),
});
export type Fields = z.infer<typeof fieldsSchema>;

export const issueSchema = fieldsSchema.extend({
  id: z.string(),
  key: z.string(),
  /** Keys under which it was known in other projects. */
  formerKeys: z.array(z.string()),
  project: z.string(),
  reporter: personSchema,
  created: z.string(),
  updated: z.string(),
  /** What the search knew before the newest change, and when that was written by the machine's clock. */
  indexed: z.object({ before: z.string().nullable(), writtenAt: z.number() }),
  comments: z.array(commentSchema),
  links: z.array(linkSchema).default([]),
  /** Oldest first. */
  histories: z.array(historySchema),
});
export type Issue = z.infer<typeof issueSchema>;
