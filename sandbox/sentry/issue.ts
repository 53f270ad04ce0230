import { z } from "zod";

export const organization = "acme";
/** In the order of their numbers. */
export const projects = [
  { id: "11", slug: "checkout", platform: "node" },
  { id: "12", slug: "calendar", platform: "node" },
] as const;

const frame = z.object({
  file: z.string(),
  function: z.string().nullable(),
  module: z.string().nullable(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  inApp: z.boolean(),
  /** The line itself, as it stands in the file. */
  source: z.string().nullable(),
});
export type Frame = z.infer<typeof frame>;

export const statuses = ["unresolved", "resolved", "ignored"] as const;

/** An issue and its latest event. */
export const issueSchema = z.object({
  id: z.string(),
  shortId: z.string(),
  project: z.enum(projects.map((project) => project.slug)),
  level: z.enum(["fatal", "error", "warning", "info"]),
  /** Class of the error; null: a message without an exception. */
  type: z.string().nullable(),
  /** The error's message. */
  value: z.string(),
  culprit: z.string(),
  platform: z.enum(["node", "javascript"]),
  /** Outermost call first, as Sentry has them; null: there is no stack trace. */
  frames: z.array(frame).nullable(),
  request: z.object({ method: z.string(), url: z.string() }).nullable(),
  release: z.string(),
  events: z.number(),
  users: z.number(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  eventId: z.string(),
  status: z.enum(statuses),
  /** It was resolved, and has happened again. */
  isBack: z.boolean().default(false),
  inNextRelease: z.boolean(),
});
export type SentryIssue = z.infer<typeof issueSchema>;

export function titleOf({ type, value }: SentryIssue): string {
  return type === null ? value : `${type}: ${value}`;
}
