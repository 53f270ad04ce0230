import { z } from "zod";
import { categories, importances } from "../../../domain/watch/thought.ts";

/** Something to be done, as a model says it: by reference only. Which fields count depends on its kind. */
const action = z.object({
  kind: z.string(),
  signals: z.array(z.string()),
  why: z.string(),
  ticket: z.string().nullable(),
  entry: z.string().nullable(),
  people: z.array(z.string()),
  subject: z.string().nullable(),
  text: z.string().nullable(),
  value: z.string().nullable(),
});
export type SaidAction = z.infer<typeof action>;

/** A change of a document, as a model says it. */
const change = z.object({
  artefact: z.string(),
  op: z.string(),
  entry: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
  signals: z.array(z.string()),
  why: z.string(),
});
export type SaidChange = z.infer<typeof change>;

/** What the small model makes of some signals. */
export const classifiedSchema = z.object({
  thoughts: z.array(
    z.object({
      signal: z.string(),
      importance: z.enum(importances),
      category: z.enum(categories),
      why: z.string(),
    }),
  ),
  actions: z.array(action),
  changes: z.array(change),
});
export type Classified = z.infer<typeof classifiedSchema>;

/** What the larger model makes of what meets or disagrees. */
export const reasonedSchema = z.object({
  conclusion: z.string(),
  actions: z.array(action),
  changes: z.array(change),
});

/** The kinds of action that a model may choose, and which of its fields each takes. */
export const proposable = {
  jira_comment: "a comment on a ticket: ticket, text",
  jira_status_change: "a ticket's move: ticket, value (one of the statuses)",
  jira_create_ticket: "a new ticket: value (one of the types), subject (its title), text",
  email_stakeholder: "a mail: people (their ids), subject, text",
  milestone_change: "a milestone's new day: entry (its id), value (the day, as 2026-11-21)",
  scope_change: "a change of what is to be built: subject (in one line), text",
} as const;
export type ProposableKind = keyof typeof proposable;
export const proposableKinds = Object.keys(proposable).filter(isProposable);

export function isProposable(kind: string): kind is ProposableKind {
  return Object.hasOwn(proposable, kind);
}
