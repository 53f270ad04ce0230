import { configOf, type Outside } from "../../../shared/platform/config.ts";
import { SignalboxError } from "../../../shared/platform/errors.ts";
import { utf8 } from "../../../shared/platform/bytes.ts";
import type { Claim } from "../../../shared/platform/signatures/scheme.ts";

const required = {
  ANTHROPIC_BASE_URL: "https://api.anthropic.com",
  SLACK_API_URL: "https://slack.com/api/",
  BLOG_URL: "https://blog.example.com",
  INTENT_CONFIDENCE_THRESHOLD: "0.7",
  SENTRY_URL: "https://sentry.io",
  GITHUB_URL: "https://github.com",
  GITHUB_API_URL: "https://api.github.com",
  GRAPH_URL: "https://graph.microsoft.com/v1.0",
  GRAPH_LOGIN_URL: "https://login.microsoftonline.com",
  ASANA_URL: "https://app.asana.com/api/1.0",
  BLUESKY_URL: "https://bsky.social",
  BLUESKY_APP_URL: "https://bsky.app",
  LINKEDIN_API_URL: "https://api.linkedin.com",
  LINKEDIN_OAUTH_URL: "https://www.linkedin.com/oauth",
  LINKEDIN_VERSION: "202607",
  GMAIL_URL: "https://gmail.googleapis.com",
  GOOGLE_TOKEN_URL: "https://oauth2.googleapis.com/token",
  GMAIL_PUSH_KEYS_URL: "https://www.googleapis.com/oauth2/v3/certs",
  GMAIL_AUTHSERV: "mx.google.com",
  THREADS_API_URL: "https://graph.threads.net",
  THREADS_OAUTH_URL: "https://threads.net/oauth",
  RESEND_API_URL: "https://api.resend.com",
  LLM_FIX_BUDGET_USD: "5",
  LLM_TASK_BUDGET_USD: "1",
  LLM_DAILY_BUDGET_USD: "5",
  LLM_MONTHLY_BUDGET_USD: "100",
  WATCHDOG_SECONDS: "60",
  QUEUE_PATIENCE_SECONDS: "600",
  PEOPLE: "",
  RULES: "",
};

/** What a client or a scheme works with, at a time in Unix seconds; nothing is fetched, unless `fetch` says how. */
export function outsideWith(
  settings: Record<string, string>,
  seconds = 0,
  fetch: Outside["fetch"] = async () => {
    throw new TypeError("nothing is fetched here");
  },
): Outside {
  return { settings: configOf({ ...required, ...settings }), now: () => seconds * 1000, fetch };
}

/** A request that claims to be Acme's. */
export function claim(headers: Record<string, string>, body: string | Claim["bytes"]): Claim {
  return {
    service: "Acme",
    header: (name) => headers[name],
    bytes: typeof body === "string" ? utf8(body) : body,
  };
}

/** How a proof ends: "proven", or the refusal's code and words. */
export async function proof(proving: Promise<void>): Promise<string> {
  try {
    await proving;
    return "proven";
  } catch (error) {
    if (error instanceof SignalboxError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
