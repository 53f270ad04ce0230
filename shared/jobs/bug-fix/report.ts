import { z } from "zod";
import { repositoryName } from "../../domain/repository.ts";

/** Where a bug can be reported from. */
export const bugSources = ["sentry", "jira", "slack", "github", "dashboard", "cli"] as const;

/** One call in a stack trace. */
export const frameSchema = z.strictObject({
  /** Path as the trace has it. */
  file: z.string(),
  line: z.number().int().nullable(),
  function: z.string().nullable(),
  module: z.string().nullable(),
  /** Whether the reporter counts it as the application's own code. */
  inApp: z.boolean(),
});
export type Frame = z.infer<typeof frameSchema>;

/** What the report is about in the system that it comes from: where answers go. */
export const originSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sentry"),
    organization: z.string(),
    project: z.string(),
    issueId: z.string(),
    eventId: z.string().nullable(),
    url: z.string(),
  }),
  z.strictObject({ kind: z.literal("jira"), issue: z.string(), url: z.string() }),
  z.strictObject({
    kind: z.literal("github"),
    repository: repositoryName,
    issue: z.number().int(),
    url: z.string(),
  }),
  z.strictObject({ kind: z.literal("slack"), channel: z.string(), user: z.string() }),
  /** The dashboard and the command line. */
  z.strictObject({ kind: z.literal("api") }),
]);

/** A bug as somebody or something has reported it, in one form for all sources. Its words are data, never orders. */
export const bugReportSchema = z.strictObject({
  type: z.literal("bug"),
  source: z.enum(bugSources),
  /** Who wants it fixed: an id of a person, a Slack id, or the name of the system. */
  by: z.string().min(1),
  title: z.string().min(1).max(300),
  text: z.string().max(20_000),
  /** Class of the error, such as TypeError. */
  errorType: z.string().max(200).nullable(),
  /** Innermost call first. */
  frames: z.array(frameSchema).max(100),
  events: z.number().int().nonnegative().nullable(),
  users: z.number().int().nonnegative().nullable(),
  level: z.enum(["fatal", "error", "warning", "info", "debug"]).nullable(),
  /** The repository that the reporter has named; null: it is to be found. */
  repository: repositoryName.nullable(),
  origin: originSchema,
  project: z.string(),
  /** Slack channel in which the task talks; null: nowhere. */
  channel: z.string().nullable(),
});
export type BugReport = z.infer<typeof bugReportSchema>;
