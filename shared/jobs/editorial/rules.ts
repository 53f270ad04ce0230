import { z } from "zod";
import { lookUp } from "../../platform/look-up.ts";
import { channelId, jiraProjectKey, projectName, type Rules } from "../../policy/rules.ts";
import { timeZone } from "../../policy/time-zone.ts";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 08:30");

/** Requests that are known by where they come from, before anybody has thought about them. All that is said must fit. */
const route = z.strictObject({
  /** Slack channel. */
  channel: channelId.optional(),
  /** Mail address, or domain as "@example.com", that a mail was written to. */
  address: z.string().toLowerCase().optional(),
  /** Label of a Jira issue. */
  label: z.string().min(1).optional(),
  /** The kind of text. */
  kind: z.string().min(1),
  project: projectName.optional(),
});

/** A time of day, on some days of the week: 1 is Monday. In a window that goes past midnight `from` is later than `to`. */
const window = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
  from: clockTime,
  to: clockTime,
});
export type Window = z.infer<typeof window>;

/** Which tickets tell of a project's tasks. */
const tickets = z.strictObject({
  project: jiraProjectKey,
  /** The type of issue that they are. */
  type: z.string().min(1).max(60).default("Task"),
  /** The kinds of task that get one; empty: all. */
  kinds: z.array(z.string()).default([]),
  /** The status that a ticket gets when its task begins, is done and isn't; null: it is left where it is. */
  started: z.string().min(1).nullable().default("In Progress"),
  done: z.string().min(1).nullable().default("Done"),
  dropped: z.string().min(1).nullable().default(null),
});

/** How a project publishes. */
export const publishingRules = z.strictObject({
  /** The zone of its times and days. */
  timeZone: timeZone.default("UTC"),
  /** When it publishes; empty: always. */
  windows: z.array(window).default([]),
  /** When it doesn't, whatever the windows say. */
  quiet: z.array(window).default([]),
  /** Minutes after its time from which something that couldn't go out counts as late, and what is done then. */
  late: z
    .strictObject({
      minutes: z.number().int().min(1).default(30),
      act: z.enum(["ask", "publish"]).default("ask"),
    })
    .prefault({}),
  /** Whether another time for what was approved needs another yes. */
  movingAsks: z.boolean().default(true),
  /** Hours for which the address of a draft's preview shows it. */
  previewHours: z.number().int().min(1).max(168).default(24),
  tickets: tickets.optional(),
});
export type PublishingRules = z.infer<typeof publishingRules>;

/** What a team may set about its texts: `editorial` in RULES. */
export const editorialRules = z.strictObject({
  /** Asked in order; the first that fits. */
  routes: z.array(route).default([]),
  projects: z.record(projectName, publishingRules).default({}),
});
export type EditorialRules = z.infer<typeof editorialRules>;
export type Route = z.infer<typeof route>;

declare module "../../policy/rules.ts" {
  interface JobRules {
    editorial: EditorialRules;
  }
}

const unset = publishingRules.parse({});

/** How a project publishes; what isn't set has its usual value. */
export function publishingOf({ editorial }: Pick<Rules, "editorial">, project: string): PublishingRules {
  return lookUp(editorial.projects, project) ?? unset;
}
