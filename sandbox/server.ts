import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve as resolvePath } from "node:path";
import type { Duplex } from "node:stream";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { createAnthropicTwin } from "./anthropic/twin.ts";
import { createAsanaTwin } from "./asana/twin.ts";
import { createBlueskyTwin } from "./bluesky/twin.ts";
import { createElevenlabsTwin } from "./elevenlabs/twin.ts";
import { createEmbedderTwin } from "./embedder/twin.ts";
import { createGmailTwin } from "./gmail/twin.ts";
import { createGithubTwin } from "./github/twin.ts";
import { createGraphTwin } from "./graph/twin.ts";
import { createJiraTwin } from "./jira/twin.ts";
import { createLinkedinTwin } from "./linkedin/twin.ts";
import { createMailTwin } from "./mail/twin.ts";
import { serveDashboard } from "./pages/dashboard-server.ts";
import { createPagesTwin } from "./pages/twin.ts";
import { createLiveavatarTwin } from "./liveavatar/twin.ts";
import { createRecallTwin } from "./recall/twin.ts";
import { SANDBOX_RECALL_SECRET } from "./recall/webhook.ts";
import { createSentryTwin } from "./sentry/twin.ts";
import { createSlackTwin } from "./slack/twin.ts";
import { keepState } from "./state-file.ts";
import { createStoryTwin } from "./story/twin.ts";
import { createThreadsTwin } from "./threads/twin.ts";
import type { Twin } from "./twin.ts";

export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number;
  /** Where Slack's events go and the blog's posts come from; null: nowhere. */
  signalboxUrl: string | null;
  slackSigningSecret: string;
  githubWebhookSecret?: string | undefined;
  /** Absent: "sandbox-sentry-secret". */
  sentryClientSecret?: string | undefined;
  /** Absent: the sandbox's own. */
  recallWebhookSecret?: string | undefined;
  /** Absent: "sandbox-jira-secret". */
  jiraWebhookSecret?: string | undefined;
  /** Absent: nothing is kept, and no blog is built. */
  stateDir?: string | undefined;
  blogPort?: number | undefined;
  /** Absent: the dashboard is not served. */
  dashboardPort?: number | undefined;
  /** Working days of the story of atlas that have happened from the start; absent: none. */
  storyDays?: number | undefined;
}

const saveEveryMs = 500;
const dashboardFolder = resolvePath(import.meta.dirname, "../pages/dashboard/dist");

/** Starts the stand-ins of all outside services in one server on 127.0.0.1. */
export async function startSandbox(
  options: SandboxOptions,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { stateDir, blogPort, dashboardPort, signalboxUrl } = options;
  const { githubWebhookSecret = "sandbox-github-secret" } = options;
  let url = `http://127.0.0.1:${options.port}`;
  const story = createStoryTwin(() => url);
  const twins: Twin[] = [
    createAnthropicTwin(),
    createSlackTwin({ signalboxUrl, signingSecret: options.slackSigningSecret }),
    createPagesTwin(stateDir && blogPort && signalboxUrl ? { stateDir, blogPort, signalboxUrl } : null),
    createMailTwin(),
    createLinkedinTwin(),
    createGithubTwin({ signalboxUrl, webhookSecret: githubWebhookSecret, stateDir, url: () => url }),
    createJiraTwin({ signalboxUrl, webhookSecret: options.jiraWebhookSecret ?? "sandbox-jira-secret" }),
    createGraphTwin(),
    createGmailTwin({ signalboxUrl }),
    createAsanaTwin(),
    createBlueskyTwin(),
    createThreadsTwin(),
    createRecallTwin({
      signalboxUrl,
      webhookSecret: options.recallWebhookSecret ?? SANDBOX_RECALL_SECRET,
      url: () => url,
    }),
    createElevenlabsTwin(),
    createLiveavatarTwin(),
    createEmbedderTwin(),
    createSentryTwin({ signalboxUrl, clientSecret: options.sentryClientSecret ?? "sandbox-sentry-secret" }),
    story,
  ];
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/health", (c) => c.json({ ok: true, sandbox: twins.map((twin) => twin.name) }));
  app.get("/", (c) => c.html(overview));
  app.post("/_sandbox/forget", async (c) => {
    for (const twin of twins) await twin.app.request("/_sandbox/forget", { method: "POST" });
    return c.json({ ok: true });
  });
  for (const twin of twins) app.route(`/${twin.name}`, twin.app);

  const state = stateDir === undefined ? null : keepState(stateDir, twins);
  const saving = state && setInterval(state.save, saveEveryMs);
  const { promise: listening, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, port: options.port, hostname: "127.0.0.1" }, resolve);
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const twin = twins.find(({ name }) => request.url?.startsWith(`/${name}/`));
    if (twin?.upgrade === undefined) socket.destroy();
    else twin.upgrade(request, socket, head);
  });
  server.on("error", reject);
  const { port } = await listening;
  url = `http://127.0.0.1:${port}`;
  // Nobody listens to webhooks yet: the first look finds it.
  if (options.storyDays) await story.play({ to: options.storyDays, tell: false });
  const dashboard =
    dashboardPort &&
    signalboxUrl &&
    (await serveDashboard({ port: dashboardPort, folder: dashboardFolder, workerUrl: signalboxUrl }));

  return {
    url,
    close: async () => {
      if (saving) clearInterval(saving);
      state?.save();
      await Promise.all(twins.map(async (twin) => twin.close?.()));
      if (dashboard) await dashboard.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const overview = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Signalbox sandbox</title><style>:root{color-scheme:light dark}body{font:1rem/1.6 system-ui;max-width:38rem;margin:4rem auto;padding:0 1rem}
code{background:color-mix(in srgb,currentColor 10%,transparent);padding:.1em .3em;border-radius:.2em}</style>
<h1>The sandbox</h1><p>Stand-ins for the outside services, on this machine only. Nothing here is real.</p>
<ul><li><a href="/slack">Slack</a>: read the messages, click the buttons, write as somebody
<li><a href="/mail">Mail</a>: read what would have been sent
<li><a href="/linkedin">LinkedIn</a>: read the posts, edit and delete them as their author
<li><a href="/gmail">Gmail</a>: read the inbox, write as somebody outside
<li><a href="/graph">Outlook</a>: read the watched mailboxes, write as anybody
<li><a href="/asana">Asana</a>: read the tasks, move them, comment
<li><a href="/bluesky">Bluesky</a>: read the posts, edit and delete them
<li><a href="/threads">Threads</a>: the same there
<li><a href="/recall">Recall.ai</a>: let its bots join, speak, end a meeting
<li><a href="/elevenlabs">ElevenLabs</a>: read what was spoken, use up its quota
<li><a href="/liveavatar">LiveAvatar</a>: see who talks of what, end a session, use up its credits
<li><a href="/jira">Jira</a>: read the issues and their comments
<li><a href="/github">GitHub</a>: read the pull requests, comment, merge, open issues
<li><a href="/story">The story of atlas</a>: let a project's next day happen
<li><a href="/sentry">Sentry</a>: read the errors and let them happen again
<li>Claude at <code>/anthropic</code>: <a href="/anthropic/_sandbox/requests">requests</a>
<li>Cloudflare Pages at <code>/pages</code>: <a href="/pages/_sandbox/deployments">deployments</a></ul>
<p>Each has <code>GET /_sandbox/requests</code>, <code>POST /_sandbox/faults</code> and <code>POST /_sandbox/reset</code> under its own prefix.</p></html>`;
