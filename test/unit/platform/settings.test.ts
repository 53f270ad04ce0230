import { describe, expect, it } from "vitest";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { settingsOf as parsed } from "../../../shared/spine/settings.ts";

const settingsOf = (env: object) => parsed(env, rulesSchema);

describe("settings", () => {
  const right = {
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
    GMAIL_URL: "https://gmail.googleapis.com",
    GOOGLE_TOKEN_URL: "https://oauth2.googleapis.com/token",
    GMAIL_PUSH_KEYS_URL: "https://www.googleapis.com/oauth2/v3/certs",
    GMAIL_AUTHSERV: "mx.google.com",
    LINKEDIN_API_URL: "https://api.linkedin.com",
    LINKEDIN_OAUTH_URL: "https://www.linkedin.com/oauth",
    LINKEDIN_VERSION: "202607",
    BLUESKY_URL: "https://bsky.social",
    BLUESKY_APP_URL: "https://bsky.app",
    THREADS_API_URL: "https://graph.threads.net",
    THREADS_OAUTH_URL: "https://threads.net/oauth",
    LLM_FIX_BUDGET_USD: "5",
    RESEND_API_URL: "https://api.resend.com",
    LLM_TASK_BUDGET_USD: "1",
    LLM_DAILY_BUDGET_USD: "5",
    LLM_MONTHLY_BUDGET_USD: "100",
    WATCHDOG_SECONDS: "60",
    QUEUE_PATIENCE_SECONDS: "600",
  };

  it("name what is wrong, without its value", () => {
    const secretive = {
      ...right,
      LLM_DAILY_BUDGET_USD: "hunter2",
      PEOPLE: '[{"id":"Maya","name":"Maya","role":"hunter3"}]',
      RULES: '{"opsChannel"',
    };
    expect(() => settingsOf(secretive)).toThrow(/PEOPLE\.0\.id: must be a lower-case name/);
    expect(() => settingsOf(secretive)).toThrow(/RULES: must be JSON/);
    expect(() => settingsOf(secretive)).toThrow(/LLM_DAILY_BUDGET_USD/);
    expect(() => settingsOf(secretive)).not.toThrow(/hunter[23]/);
  });

  it("refuse two people who would be one, and rules about kinds that don't exist", () => {
    const maya = { id: "maya", name: "Maya", role: "approver", slack: "U0MAYA" };
    const people = JSON.stringify([maya, { ...maya, id: "lena" }]);
    expect(() => settingsOf({ ...right, PEOPLE: people })).toThrow("two people have the same Slack id");
    expect(() => settingsOf({ ...right, RULES: { twoPeople: ["merge"] } })).toThrow(/RULES\.twoPeople/);
  });

  it("count an empty value as absent, and take tables as well as their JSON", () => {
    expect(
      settingsOf({ ...right, RESEND_API_KEY: "  ", PEOPLE: "", RULES: { digestHour: 6 } }),
    ).toMatchObject({
      RESEND_API_KEY: undefined,
      PEOPLE: [],
      RULES: { digestHour: 6, approvalValidHours: 24 },
    });
  });
});
