import { z } from "zod";
import { provenances } from "../provenance.ts";

/** The services in which a project is watched. */
export const watchSources = ["jira", "outlook", "asana", "github"] as const;
export type WatchSource = (typeof watchSources)[number];

/** What can happen to a project, the same whichever service tells of it. */
export const watchSignalTypes = [
  "ticket_created",
  "ticket_status",
  "ticket_assignee",
  "ticket_sprint",
  "ticket_priority",
  "ticket_due",
  "ticket_blocked",
  "ticket_unblocked",
  "ticket_comment",
  "ticket_changed",
  "ticket_removed",
  "mail_received",
  "mail_sent",
  "mail_removed",
  "pull_request_merged",
  "release_published",
] as const;
export type WatchSignalType = (typeof watchSignalTypes)[number];

/** A ticket as it is now: one of the project's own records. */
export const watchItemSchema = z.strictObject({
  source: z.enum(watchSources),
  /** How people name it: "OPS-12". */
  key: z.string().min(1),
  /** What the service knows it by, which survives a move to another project. */
  nativeId: z.string(),
  title: z.string(),
  /** The status as the service names it, and what it comes to. */
  status: z.string(),
  phase: z.enum(["to_do", "in_progress", "done"]),
  blocked: z.boolean(),
  type: z.string().nullable(),
  assignee: z.string().nullable(),
  priority: z.string().nullable(),
  sprint: z.string().nullable(),
  /** As 2026-11-21. */
  due: z.string().nullable(),
  points: z.number().nullable(),
  url: z.string().nullable(),
  /** Epoch milliseconds. */
  updatedAt: z.number(),
  /** It is in this project no more. */
  removed: z.boolean(),
});
export type WatchItem = z.infer<typeof watchItemSchema>;

/** Something that has happened outside, in the same form for every source. What its author wrote is in it as it came. */
export const watchSignalSchema = z.strictObject({
  /** See `watchSignalId`. */
  id: z.string().min(1),
  project: z.string().min(1),
  source: z.enum(watchSources),
  type: z.enum(watchSignalTypes),
  /** The ticket's key, the mail's conversation, or the like: signals of one item belong together. */
  item: z.string().min(1),
  /** When it happened, epoch milliseconds: what comes in late has an old date. */
  at: z.number(),
  /** In one line, for people. Its words may be a stranger's. */
  title: z.string(),
  /** What its author wrote, untouched; null where there are no words. */
  text: z.string().nullable(),
  author: z.strictObject({ name: z.string(), address: z.string().nullable() }),
  /** Mail addresses that it went to. */
  to: z.array(z.string()),
  /** Names of what is attached. */
  attachments: z.array(z.string()),
  url: z.string().nullable(),
  provenance: z.enum(provenances),
  /** What changed: `{ from: "To Do", to: "Done" }`. */
  detail: z.record(z.string(), z.string().nullable()),
});
export type WatchSignal = z.infer<typeof watchSignalSchema>;

/** The same change has the same id, however it comes in: by webhook, by polling, twice. `native` is the service's own. */
export function watchSignalId(project: string, source: WatchSource, native: string): string {
  return `watch:${project}:${source}:${native}`;
}
