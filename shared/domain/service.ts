/** The outside services that effects go to. */
export const services = [
  "slack",
  "pages",
  "mail",
  "jira",
  "github",
  "sentry",
  "bluesky",
  "linkedin",
  "threads",
  "gmail",
] as const;
export type Service = (typeof services)[number];

/** What has a door of its own: the services that effects go to, and the model. */
export const gatedServices = ["anthropic", ...services] as const;
export type Gated = (typeof gatedServices)[number];
