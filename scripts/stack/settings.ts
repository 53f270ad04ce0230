import { createHash } from "node:crypto";
import { parseEnv } from "node:util";
import { z } from "zod";
import { SANDBOX_APP_ID, SANDBOX_APP_KEY_BASE64 } from "../../sandbox/github/app-key.ts";
import { sandboxGmail } from "../../sandbox/gmail/account.ts";
import { SANDBOX_ELEVENLABS_KEY } from "../../sandbox/elevenlabs/account.ts";
import { SANDBOX_AVATAR, SANDBOX_LIVEAVATAR_KEY } from "../../sandbox/liveavatar/account.ts";
import { SANDBOX_RECALL_SECRET } from "../../sandbox/recall/webhook.ts";
import { SANDBOX_GIST_TOKEN } from "../../sandbox/github/accounts.ts";
import type { Ports } from "./ports.ts";

export interface LocalSettings {
  /** The Worker's settings, complete. */
  values: Record<string, string>;
  /** Which outside service is real and which is played by the sandbox. */
  services: Record<
    | "Claude"
    | "Slack"
    | "Cloudflare Pages"
    | "Mail"
    | "Jira"
    | "Outlook"
    | "Gmail"
    | "Asana"
    | "GitHub"
    | "Sentry"
    | "LinkedIn"
    | "Bluesky"
    | "Recall.ai"
    | "ElevenLabs"
    | "LiveAvatar"
    | "Threads",
    "real" | "sandbox"
  >;
}

/** Those of the sandbox's people who may decide; Priya and Jonas may only ask. */
const sandboxPeople = [
  {
    id: "maya",
    name: "Maya Ortiz",
    role: "operator",
    slack: "U0MAYA",
    github: "maya-ortiz",
    email: "maya@signalbox.example",
  },
  { id: "lena", name: "Lena Fischer", role: "approver", slack: "U0LENA", github: "lena-f" },
];
const sandboxRules = {
  opsChannel: "C0GENERAL",
  projects: {
    default: {
      channels: ["C0CONTENT", "C0FEEDBACK"],
      stakeholders: ["@signalbox.example"],
      autonomy: 3,
      jiraProjects: ["OPS", "WEB"],
    },
    // The client's people belong to the project too; suppliers don't.
    // Two weeks may be played within an hour, so a day here costs as much as ten elsewhere.
    atlas: { stakeholders: ["@signalbox.example", "@nordlicht.example"], autonomy: 2, budgetUsdDay: 30 },
  },
  editorial: { projects: { default: { tickets: { project: "OPS", kinds: ["campaign"] } } } },
};
/** How the project atlas is watched, whose two weeks the sandbox tells: see sandbox/story. */
const watchedAtlas = {
  timeZone: "Europe/Berlin",
  channel: "C0GENERAL",
  lead: "maya",
  // A first morning has one too.
  digest: { whenNothing: true },
  // Nothing happens in the sandbox unless somebody lets it.
  silentHours: 2000,
};
/** The sandbox's GitHub has these two; each has a bug. */
const sandboxRepositories = {
  "acme/checkout": {
    description: "The shop's checkout: carts, prices, sessions",
    paths: ["/srv/checkout/"],
    packages: ["@acme/checkout"],
    sentryProjects: ["checkout"],
  },
  "acme/calendar": {
    description: "Recurring dates for invoices and reminders",
    paths: ["/srv/calendar/"],
    packages: ["@acme/calendar"],
    sentryProjects: ["calendar"],
    jiraProjects: ["WEB"],
  },
};

/** The people of `.dev.vars`, beside whoever has started it all. @throws Error when they are no list. */
function peopleWith(you: { id: string }, given: string): string {
  let people: unknown;
  try {
    people = JSON.parse(given);
  } catch (error) {
    throw new Error(
      `PEOPLE in .dev.vars must be JSON: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
  const list = z.array(z.looseObject({ id: z.string().optional() })).safeParse(people);
  if (!list.success)
    throw new Error(`PEOPLE in .dev.vars must be a list of people: ${z.prettifyError(list.error)}`);
  const isTaken = list.data.some(({ id }) => id?.toLowerCase() === you.id);
  return JSON.stringify([isTaken ? { ...you, id: `local-${you.id}` } : you, ...list.data]);
}

/**
 * The user's `.dev.vars` over the sandbox's defaults: a real credential moves its service's address to the real one.
 * @param devVars the file's text; empty when there is none.
 */
export function localSettings(
  devVars: string,
  ports: Pick<Ports, "worker" | "sandbox" | "blog" | "dashboard" | "executor">,
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
  const realResend = "RESEND_API_KEY" in given;
  const realJira = "JIRA_API_TOKEN" in given;
  const realGithub = "GITHUB_APP_KEY" in given;
  const realGraph = "GRAPH_CLIENT_SECRET" in given;
  const realMail = given["MAIL_VIA"] === "graph" ? realGraph : realResend;
  const realGmail = "GMAIL_KEY" in given;
  const realAsana = "ASANA_TOKEN" in given;
  const realRecall = "RECALL_API_KEY" in given;
  const realElevenlabs = "ELEVENLABS_API_KEY" in given;
  const realLiveavatar = "LIVEAVATAR_API_KEY" in given;
  const realBluesky = "BLUESKY_APP_PASSWORD" in given;
  const realLinkedin = "LINKEDIN_CLIENT_SECRET" in given;
  const realThreads = "THREADS_APP_SECRET" in given;
  const realSentry = "SENTRY_AUTH_TOKEN" in given;
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
      RULES: JSON.stringify({
        ...(realSlack ? {} : sandboxRules),
        ...(realGithub
          ? {}
          : {
              repositories: sandboxRepositories,
              delivery: { owner: "acme" },
              // Whoever tries it alone has nobody else for it, and its GitHub is a played one.
              ownAllowed: ["repository_create"],
            }),
        ...(realSlack ? {} : { bugFix: { channel: "C0ENGINEERING" } }),
        ...(realSlack || realJira || realGraph || realAsana
          ? {}
          : {
              projectWatch: {
                atlas: {
                  ...watchedAtlas,
                  jira: { project: "ATL" },
                  outlook: { mailbox: "atlas@signalbox.example" },
                  asana: { project: "1200000000000001" },
                },
              },
            }),
      }),
      DASHBOARD_ORIGINS: `http://127.0.0.1:${ports.dashboard},http://localhost:${ports.dashboard}`,
      SIGN_IN_LINKS: "true",
      BLOG_REBUILD_HOOK_URL: `${sandbox}/pages/client/v4/pages/webhooks/deploy_hooks/blog`,
      BLOG_URL: `http://127.0.0.1:${ports.blog}`,
      ...(realPages
        ? {}
        : {
            BLOG_READ_URL: `${sandbox}/pages/site`,
            PAGES_PROJECT: "0123456789abcdef0123456789abcdef/blog",
            PAGES_TOKEN: "sandbox-pages-token",
            CLOUDFLARE_API_URL: `${sandbox}/pages/client/v4`,
          }),
      // No local engine has these: memories lie in D1, and are placed by their words.
      EMBEDDER: "lexical",
      MEMORY_INDEX: "d1",
      RESEND_API_KEY: "re_sandbox",
      RESEND_API_URL: realResend ? "https://api.resend.com" : `${sandbox}/mail`,
      MAIL_FROM: "Signalbox <crew@signalbox.example>",
      JIRA_URL: `${sandbox}/jira`,
      JIRA_USER: "crew@signalbox.example",
      JIRA_API_TOKEN: "sandbox-jira-token",
      JIRA_WEBHOOK_SECRET: "sandbox-jira-secret",
      GRAPH_URL: realGraph ? "https://graph.microsoft.com/v1.0" : `${sandbox}/graph/v1.0`,
      GRAPH_LOGIN_URL: realGraph ? "https://login.microsoftonline.com" : `${sandbox}/graph/login`,
      GRAPH_TENANT: "sandbox-tenant",
      GRAPH_CLIENT_ID: "sandbox-client",
      GRAPH_CLIENT_SECRET: "sandbox-graph-secret",
      GMAIL_URL: realGmail ? "https://gmail.googleapis.com" : `${sandbox}/gmail`,
      GOOGLE_TOKEN_URL: realGmail ? "https://oauth2.googleapis.com/token" : `${sandbox}/gmail/token`,
      GMAIL_PUSH_KEYS_URL: realGmail
        ? "https://www.googleapis.com/oauth2/v3/certs"
        : `${sandbox}/gmail/certs`,
      ...(realGmail
        ? {}
        : {
            GMAIL_MAILBOXES: sandboxGmail.mailbox,
            GMAIL_ACCOUNT: sandboxGmail.account,
            GMAIL_KEY: sandboxGmail.key,
            GMAIL_TOPIC: sandboxGmail.topic,
            GMAIL_PUSH_AUDIENCE: `http://127.0.0.1:${ports.worker}/webhooks/gmail`,
            GMAIL_PUSH_ACCOUNT: sandboxGmail.pushAccount,
          }),
      ASANA_URL: realAsana ? "https://app.asana.com/api/1.0" : `${sandbox}/asana/api/1.0`,
      ASANA_TOKEN: "sandbox-asana-token",
      RECALL_URL: realRecall ? "https://us-east-1.recall.ai" : `${sandbox}/recall`,
      RECALL_API_KEY: "sandbox-recall-key",
      RECALL_WEBHOOK_SECRET: SANDBOX_RECALL_SECRET,
      SENTRY_URL: realSentry ? "https://sentry.io" : `${sandbox}/sentry`,
      SENTRY_ORG: "acme",
      SENTRY_AUTH_TOKEN: "sandbox-sentry-token",
      SENTRY_CLIENT_SECRET: "sandbox-sentry-secret",
      GITHUB_URL: realGithub ? "https://github.com" : `${sandbox}/github`,
      GITHUB_API_URL: realGithub ? "https://api.github.com" : `${sandbox}/github/api`,
      GITHUB_APP_ID: SANDBOX_APP_ID,
      GITHUB_APP_KEY: SANDBOX_APP_KEY_BASE64,
      GITHUB_WEBHOOK_SECRET: "sandbox-github-secret",
      GIST_TOKEN: SANDBOX_GIST_TOKEN,
      // This machine's own: made of a secret that is kept here.
      TOKEN_KEY: createHash("sha256").update(`tokens ${apiToken}`).digest("base64"),
      LINKEDIN_API_URL: realLinkedin ? "https://api.linkedin.com" : `${sandbox}/linkedin`,
      LINKEDIN_OAUTH_URL: realLinkedin ? "https://www.linkedin.com/oauth" : `${sandbox}/linkedin/oauth`,
      LINKEDIN_CLIENT_ID: "sandbox-linkedin",
      LINKEDIN_CLIENT_SECRET: "sandbox-linkedin-secret",
      ...(realLinkedin ? {} : { LINKEDIN_SCOPES: "openid profile w_member_social r_member_social" }),
      LINKEDIN_PKCE: realLinkedin ? "false" : "true",
      ELEVENLABS_URL: realElevenlabs ? "https://api.elevenlabs.io" : `${sandbox}/elevenlabs`,
      ELEVENLABS_API_KEY: SANDBOX_ELEVENLABS_KEY,
      ...(realElevenlabs ? {} : { ELEVENLABS_VOICE: "sandboxVoiceAda0001" }),
      LIVEAVATAR_URL: realLiveavatar ? "https://api.liveavatar.com" : `${sandbox}/liveavatar`,
      LIVEAVATAR_API_KEY: SANDBOX_LIVEAVATAR_KEY,
      ...(realLiveavatar ? {} : { LIVEAVATAR_AVATAR: SANDBOX_AVATAR }),
      BLUESKY_URL: realBluesky ? "https://bsky.social" : `${sandbox}/bluesky`,
      BLUESKY_APP_URL: realBluesky ? "https://bsky.app" : `${sandbox}/bluesky`,
      BLUESKY_HANDLE: "signalbox.example",
      BLUESKY_APP_PASSWORD: "sand-boxx-blue-skyy",
      THREADS_API_URL: realThreads ? "https://graph.threads.net" : `${sandbox}/threads`,
      THREADS_OAUTH_URL: realThreads ? "https://threads.net/oauth" : `${sandbox}/threads/oauth`,
      THREADS_APP_ID: "sandbox-threads",
      THREADS_APP_SECRET: "sandbox-threads-secret",
      SIGNALBOX_URL: `http://127.0.0.1:${ports.worker}`,
      EXECUTOR_URL: `http://127.0.0.1:${ports.executor}`,
      // The executor of this machine, and nobody else's.
      EXECUTOR_TOKEN: createHash("sha256").update(`executor ${apiToken}`).digest("hex"),
      ...given,
      ...(given["PEOPLE"] === undefined ? {} : { PEOPLE: peopleWith(you, given["PEOPLE"]) }),
    },
    services: {
      Claude: realClaude ? "real" : "sandbox",
      Slack: realSlack ? "real" : "sandbox",
      "Cloudflare Pages": realPages ? "real" : "sandbox",
      Mail: realMail ? "real" : "sandbox",
      Jira: realJira ? "real" : "sandbox",
      Outlook: realGraph ? "real" : "sandbox",
      Gmail: realGmail ? "real" : "sandbox",
      "Recall.ai": realRecall ? "real" : "sandbox",
      ElevenLabs: realElevenlabs ? "real" : "sandbox",
      LiveAvatar: realLiveavatar ? "real" : "sandbox",
      Asana: realAsana ? "real" : "sandbox",
      GitHub: realGithub ? "real" : "sandbox",
      Sentry: realSentry ? "real" : "sandbox",
      LinkedIn: realLinkedin ? "real" : "sandbox",
      Bluesky: realBluesky ? "real" : "sandbox",
      Threads: realThreads ? "real" : "sandbox",
    },
  };
}
