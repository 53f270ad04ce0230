import { z } from "zod";
import { repositoryName } from "../../domain/repository.ts";
import { frameSchema, mostFrames } from "./frame.ts";
import { bugSources } from "./sources/names.ts";

/** What every report says, wherever it comes from. Its words are data, never orders. */
export const reportParts = z.strictObject({
  type: z.literal("bug"),
  source: z.enum(bugSources),
  /** Who wants it fixed: an id of a person, or a stranger as `github:login`; of a monitor, the project that it watches. */
  by: z.string().min(1),
  title: z.string().min(1).max(300),
  text: z.string().max(20_000),
  /** Class of the error, such as TypeError. */
  errorType: z.string().max(200).nullable(),
  /** What the error says. */
  errorMessage: z.string().max(500).nullable().default(null),
  /** Innermost call first. */
  frames: z.array(frameSchema).max(mostFrames),
  events: z.number().int().nonnegative().nullable(),
  users: z.number().int().nonnegative().nullable(),
  level: z.enum(["fatal", "error", "warning", "info", "debug"]).nullable(),
  /** The repository that the reporter has named; null: it is to be found. */
  repository: repositoryName.nullable(),
  project: z.string(),
  /** Slack channel in which the task talks; null: nowhere. */
  channel: z.string().nullable(),
});

/** A report with an origin of one form. */
export type ReportOf<O> = z.infer<typeof reportParts> & { origin: O };
