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
  "recall",
  "elevenlabs",
  "liveavatar",
] as const;
export type Service = (typeof services)[number];

/** What has a door of its own: the services that effects go to, those that are only read, the model, and what the memory asks. */
export const gatedServices = ["anthropic", ...services, "outlook", "asana", "embedder", "vectorize"] as const;
export type Gated = (typeof gatedServices)[number];

/** What a task may have to wait for, as people call it. */
export const serviceNames = {
  anthropic: "Claude",
  slack: "Slack",
  pages: "the blog's builds",
  mail: "the mail service",
  jira: "Jira",
  github: "GitHub",
  sentry: "Sentry",
  bluesky: "Bluesky",
  linkedin: "LinkedIn",
  threads: "Threads",
  gmail: "Gmail",
  recall: "Recall.ai",
  elevenlabs: "ElevenLabs",
  liveavatar: "LiveAvatar",
  outlook: "Outlook",
  asana: "Asana",
  embedder: "the embedder",
  vectorize: "Vectorize",
  executor: "the executor",
} as const satisfies Record<Gated | "executor", string>;
export type Awaited = keyof typeof serviceNames;

/** A service that keeps work from going on: since when (epoch milliseconds), and whether it only asks for patience. */
export interface Down {
  service: Awaited;
  since: number;
  limited: boolean;
}

/** "waits for Slack, down since 14:02 UTC". */
export function waitWords({ service, since, limited }: Down): string {
  const time = new Date(since).toISOString().slice(11, 16);
  return `waits for ${serviceNames[service]}, ${limited ? "which asks for patience" : "down"} since ${time} UTC`;
}
