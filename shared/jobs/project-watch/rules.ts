import { z } from "zod";
import { channelId, jiraProjectKey, projectName } from "../../policy/rules.ts";
import { timeZone } from "../../policy/time-zone.ts";

/** How one project is watched. */
export const watchRules = z.strictObject({
  /** Minutes from one look to the next. */
  intervalMinutes: z.number().int().min(1).max(1440).default(15),
  /** Where midnight is. */
  timeZone: timeZone.default("UTC"),
  /** Slack channel in which the team is told things; absent: the ops channel. */
  channel: channelId.optional(),
  /** Id of the person who gets the digest by mail. */
  lead: z.string().min(1).optional(),
  digest: z
    .strictObject({
      mail: z.boolean().default(true),
      slack: z.boolean().default(true),
      /** Also after a day on which nothing happened. */
      whenNothing: z.boolean().default(false),
    })
    .prefault({}),
  /** Hours without anything new after which a source that answers is called silent. */
  silentHours: z.number().int().min(1).max(2000).default(72),
  /** Days after which signals and their words are deleted. */
  retentionDays: z.number().int().min(1).max(3650).default(180),
  jira: z.strictObject({ project: jiraProjectKey }).optional(),
  outlook: z
    .strictObject({
      /** The mailbox's address. */
      mailbox: z.email().toLowerCase(),
      folders: z.array(z.string().min(1)).min(1).default(["inbox"]),
    })
    .optional(),
  asana: z.strictObject({ project: z.string().regex(/^\d+$/, "must be a project's number") }).optional(),
  /** Merges and releases of the repositories that belong to the project. */
  github: z.boolean().default(true),
});
export type WatchRules = z.infer<typeof watchRules>;

/** What a team may set about watching: `projectWatch` in RULES, by project. A project that isn't in it is not watched. */
export const projectWatchRules = z.record(projectName, watchRules);

declare module "../../policy/rules.ts" {
  interface JobRules {
    projectWatch: z.infer<typeof projectWatchRules>;
  }
}
