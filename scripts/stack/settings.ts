import { createHash } from "node:crypto";
import { parseEnv } from "node:util";
import type { Ports } from "./ports.ts";

export interface LocalSettings {
  /** The Worker's settings, complete. */
  values: Record<string, string>;
  /** Which outside service is real and which is played by the sandbox. */
  services: Record<"Claude" | "Slack" | "Cloudflare Pages" | "Mail" | "Jira", "real" | "sandbox">;
}

/** Those of the sandbox's people who may decide; Priya and Jonas may only ask. */
const sandboxPeople = [
  { id: "maya", name: "Maya Ortiz", role: "operator", slack: "U0MAYA" },
  { id: "lena", name: "Lena Fischer", role: "approver", slack: "U0LENA" },
];
const sandboxRules = {
  opsChannel: "C0GENERAL",
  projects: { default: { stakeholders: ["@signalbox.example"], autonomy: 3 } },
};

/**
 * The user's `.dev.vars` over the sandbox's defaults: a real credential moves its service's address to the real one.
 * @param devVars the file's text; empty when there is none.
 */
export function localSettings(
  devVars: string,
  ports: Pick<Ports, "sandbox" | "blog" | "dashboard">,
  apiToken: string,
): LocalSettings {
  const given = Object.fromEntries(
    Object.entries(parseEnv(devVars)).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const you = {
    id: "you",
    name: "You",
    role: "operator",
    tokenSha256: createHash("sha256").update(apiToken).digest("hex"),
  };
  const sandbox = `http://127.0.0.1:${ports.sandbox}`;
  const realClaude = "ANTHROPIC_API_KEY" in given;
  const realSlack = "SLACK_BOT_TOKEN" in given;
  const realPages = "BLOG_REBUILD_HOOK_URL" in given;
  const realMail = "RESEND_API_KEY" in given;
  const realJira = "JIRA_API_TOKEN" in given;
  if (realSlack && !("SLACK_SIGNING_SECRET" in given))
    throw new Error(".dev.vars has SLACK_BOT_TOKEN but no SLACK_SIGNING_SECRET: real Slack needs both");
  return {
    values: {
      ANTHROPIC_API_KEY: "sandbox-key",
      ANTHROPIC_BASE_URL: realClaude ? "https://api.anthropic.com" : `${sandbox}/anthropic`,
      SLACK_BOT_TOKEN: "xoxb-sandbox",
      SLACK_SIGNING_SECRET: "sandbox-signing-secret",
      SLACK_API_URL: realSlack ? "https://slack.com/api/" : `${sandbox}/slack/api/`,
      PEOPLE: JSON.stringify([you, ...(realSlack ? [] : sandboxPeople)]),
      RULES: JSON.stringify(realSlack ? {} : sandboxRules),
      DASHBOARD_ORIGINS: `http://127.0.0.1:${ports.dashboard},http://localhost:${ports.dashboard}`,
      SIGN_IN_LINKS: "true",
      BLOG_REBUILD_HOOK_URL: `${sandbox}/pages/client/v4/pages/webhooks/deploy_hooks/blog`,
      BLOG_URL: `http://127.0.0.1:${ports.blog}`,
      RESEND_API_KEY: "re_sandbox",
      RESEND_API_URL: realMail ? "https://api.resend.com" : `${sandbox}/mail`,
      MAIL_FROM: "Signalbox <crew@signalbox.example>",
      JIRA_URL: `${sandbox}/jira`,
      JIRA_USER: "crew@signalbox.example",
      JIRA_API_TOKEN: "sandbox-jira-token",
      ...given,
    },
    services: {
      Claude: realClaude ? "real" : "sandbox",
      Slack: realSlack ? "real" : "sandbox",
      "Cloudflare Pages": realPages ? "real" : "sandbox",
      Mail: realMail ? "real" : "sandbox",
      Jira: realJira ? "real" : "sandbox",
    },
  };
}
