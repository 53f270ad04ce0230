import { z } from "zod";
import { priorities } from "./issue.ts";
import { issueTypes, projects } from "./seed.ts";
import { label } from "./wire.ts";
import { statuses } from "./workflow.ts";

const who = z.string().min(1);
const issue = z.string().min(1);
const summary = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\r\n]*$/, "a summary has no line breaks");
const project = z.enum(projects.map(({ key }) => key));
const day = z.iso.date();

/** Who does it, and when: ISO; absent: now. A story has the dates that it tells of. */
const doing = { by: who.default("maya"), at: z.iso.datetime({ offset: true }).optional() };

const edited = {
  type: z.enum(issueTypes).optional(),
  /** Its empty lines make paragraphs. */
  description: z.string().nullable().optional(),
  labels: z.array(label).optional(),
  priority: z.enum(priorities).optional(),
  points: z.number().nullable().optional(),
  /** Keys of the issues that block it. */
  blockedBy: z.array(issue).optional(),
};

/**
 * Something that happens in Jira. People are named by their short names ("maya"), those of a story after a `person`.
 * `move` takes any status, by whatever way; the REST API keeps to the workflow.
 */
export const eventSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("person"),
    name: who,
    displayName: z.string().min(1),
    type: z.enum(["atlassian", "app", "customer"]).default("atlassian"),
    email: z.email().optional(),
  }),
  z.strictObject({
    kind: z.literal("create"),
    ...doing,
    project,
    /** The key that it has to get; absent: whichever is next. */
    key: issue.optional(),
    summary,
    status: z.enum(statuses).optional(),
    assignee: who.nullable().optional(),
    due: day.nullable().optional(),
    sprint: z.string().min(1).nullable().optional(),
    ...edited,
  }),
  z.strictObject({ kind: z.literal("move"), ...doing, issue, to: z.enum(statuses) }),
  z.strictObject({ kind: z.literal("assign"), ...doing, issue, to: who.nullable() }),
  z.strictObject({ kind: z.literal("due"), ...doing, issue, date: day.nullable() }),
  z.strictObject({ kind: z.literal("flag"), ...doing, issue, on: z.boolean() }),
  z.strictObject({ kind: z.literal("comment"), ...doing, issue, text: z.string().trim().min(1) }),
  z.strictObject({ kind: z.literal("sprint"), ...doing, issue, sprint: z.string().min(1).nullable() }),
  z.strictObject({ kind: z.literal("edit"), ...doing, issue, summary: summary.optional(), ...edited }),
  z.strictObject({ kind: z.literal("moveToProject"), ...doing, issue, project }),
  z.strictObject({ kind: z.literal("delete"), ...doing, issue }),
]);
export type JiraPlayEvent = z.input<typeof eventSchema>;
export type ReadEvent = z.output<typeof eventSchema>;

/** What `POST /jira/_/play` takes. `tell`: the app gets the webhooks too; without it only a reader finds the changes. */
export const playRequest = z.strictObject({
  events: z.array(eventSchema).min(1).max(2000),
  tell: z.boolean().default(false),
});
