/**
 * Where bugs are reported from, each with what its reports say of that: what is typed on the dashboard and what the
 * command line sends come in at one door.
 */
export const reportedAs = {
  sentry: ["sentry"],
  jira: ["jira"],
  slack: ["slack"],
  github: ["github"],
  api: ["dashboard", "cli"],
} as const;

export type SourceName = keyof typeof reportedAs;

/** What a report may say of where it comes from. */
export const bugSources = Object.values(reportedAs).flat();
