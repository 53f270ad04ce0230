import { startSandbox } from "./server.ts";

const {
  SANDBOX_PORT = "8788",
  PORT = "8787",
  SIGNALBOX_URL,
  SLACK_SIGNING_SECRET = "sandbox-signing-secret",
  GITHUB_WEBHOOK_SECRET,
  SENTRY_CLIENT_SECRET,
  JIRA_WEBHOOK_SECRET,
  RECALL_WEBHOOK_SECRET,
  BLOG_PORT,
  DASHBOARD_PORT,
  STATE_DIR,
  STORY_DAYS,
} = process.env;

const sandbox = await startSandbox({
  port: Number(SANDBOX_PORT),
  signalboxUrl: SIGNALBOX_URL ?? `http://127.0.0.1:${PORT}`,
  slackSigningSecret: SLACK_SIGNING_SECRET,
  githubWebhookSecret: GITHUB_WEBHOOK_SECRET,
  sentryClientSecret: SENTRY_CLIENT_SECRET,
  jiraWebhookSecret: JIRA_WEBHOOK_SECRET,
  recallWebhookSecret: RECALL_WEBHOOK_SECRET,
  stateDir: STATE_DIR,
  blogPort: BLOG_PORT === undefined ? undefined : Number(BLOG_PORT),
  dashboardPort: DASHBOARD_PORT === undefined ? undefined : Number(DASHBOARD_PORT),
  storyDays: STORY_DAYS === undefined ? undefined : Number(STORY_DAYS),
});
console.log(`sandbox on ${sandbox.url}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0));
  });
}
