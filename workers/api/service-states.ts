import type { Settings } from "../../shared/spine/settings.ts";
import type { Gated } from "../../shared/domain/service.ts";

export type ServiceState = "live" | "sandbox" | "missing";

/** Which services are set up, and whether they are the real ones; never a value. */
export function serviceStates(settings: Settings): Record<Gated, ServiceState> {
  const { JIRA_URL, BLOG_REBUILD_HOOK_URL } = settings;
  // The one that knows words alone is no service.
  const embedderUrl = settings.EMBEDDER === "http" ? settings.EMBEDDER_URL : undefined;
  return {
    anthropic: stateOf(settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL),
    slack: stateOf(settings.SLACK_BOT_TOKEN && settings.SLACK_SIGNING_SECRET, settings.SLACK_API_URL),
    pages: stateOf(BLOG_REBUILD_HOOK_URL, BLOG_REBUILD_HOOK_URL ?? ""),
    mail:
      settings.MAIL_VIA === "graph"
        ? stateOf(settings.GRAPH_CLIENT_SECRET && settings.MAIL_FROM, settings.GRAPH_URL)
        : stateOf(settings.RESEND_API_KEY && settings.MAIL_FROM, settings.RESEND_API_URL),
    github: stateOf(settings.GITHUB_APP_ID && settings.GITHUB_APP_KEY, settings.GITHUB_API_URL),
    sentry: stateOf(settings.SENTRY_ORG && settings.SENTRY_AUTH_TOKEN, settings.SENTRY_URL),
    jira: stateOf(JIRA_URL && settings.JIRA_USER && settings.JIRA_API_TOKEN, JIRA_URL ?? ""),
    bluesky: stateOf(
      settings.TOKEN_KEY && settings.BLUESKY_HANDLE && settings.BLUESKY_APP_PASSWORD,
      settings.BLUESKY_URL,
    ),
    linkedin: stateOf(
      settings.TOKEN_KEY && settings.LINKEDIN_CLIENT_ID && settings.LINKEDIN_CLIENT_SECRET,
      settings.LINKEDIN_API_URL,
    ),
    threads: stateOf(
      settings.TOKEN_KEY && settings.THREADS_APP_ID && settings.THREADS_APP_SECRET,
      settings.THREADS_API_URL,
    ),
    gmail: stateOf(settings.GMAIL_ACCOUNT && settings.GMAIL_KEY, settings.GMAIL_URL),
    outlook: stateOf(settings.GRAPH_CLIENT_SECRET, settings.GRAPH_URL),
    recall: stateOf(settings.RECALL_API_KEY, settings.RECALL_URL),
    elevenlabs: stateOf(settings.ELEVENLABS_API_KEY, settings.ELEVENLABS_URL),
    liveavatar: stateOf(settings.TOKEN_KEY && settings.LIVEAVATAR_API_KEY, settings.LIVEAVATAR_URL),
    asana: stateOf(settings.ASANA_TOKEN, settings.ASANA_URL),
    embedder: settings.EMBEDDER === "workers_ai" ? "live" : stateOf(embedderUrl, embedderUrl ?? ""),
    vectorize: settings.MEMORY_INDEX === "vectorize" ? "live" : "missing",
  };
}

function stateOf(secret: string | undefined, url: string): ServiceState {
  if (secret === undefined) return "missing";
  const { hostname } = new URL(url);
  return hostname === "127.0.0.1" || hostname === "localhost" ? "sandbox" : "live";
}
