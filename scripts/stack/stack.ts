import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { environmentOf } from "../../sandbox/github/environment.ts";
import { type Child, startChild } from "./child.ts";
import { connectAccounts } from "./connect-accounts.ts";
import { buildDashboard } from "./dashboard.ts";
import { devVarLine, projectRoot } from "./dev-vars.ts";
import { untilAborted } from "./interrupt.ts";
import type { Ports } from "./ports.ts";
import { keepPrivate } from "./private-state.ts";
import { lockState } from "./state-lock.ts";
import { type LocalSettings, localSettings } from "./settings.ts";
import { wayOut } from "../../shared/platform/way-out.ts";
import { waitFor } from "./wait.ts";
import { type WorkerChoices, workerCommand } from "./worker-command.ts";

export interface Stack {
  urls: { worker: string; sandbox: string; blog: string; dashboard: string; slack: string };
  apiToken: string;
  services: LocalSettings["services"];
  stateDir: string;
  /** Kills the Worker's processes with -9, as a power cut would. */
  killWorker: () => Promise<void>;
  startWorker: () => Promise<void>;
  /** The same for the executor: its jobs go on when it is back. */
  killExecutor: () => Promise<void>;
  startExecutor: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface StackOptions extends WorkerChoices {
  stateDir: string;
  ports: Ports;
  /** Text of the user's `.dev.vars`; empty: all is sandbox. */
  devVars: string;
  /** Settings that a test wants different. */
  overrides?: Record<string, string>;
  /** Without it the sandbox answers the deploy hook and builds nothing. */
  blog?: boolean;
  /** Builds the dashboard when it is out of date, and serves it. */
  dashboard?: boolean;
  /** Working days of the story of atlas that have happened when the sandbox is up; absent: none. */
  storyDays?: number;
}

const root = projectRoot;
const startWithinMs = 90_000;
/** `wrangler dev` keeps a request for a Worker that can't be built; whoever waits must be able to look again, or give up. */
const answersWithinMs = 5000;

/**
 * Brings the whole system up on this machine: migrations, sandbox, Worker.
 * @throws Error with the other's addresses when one runs on this state folder already.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { ports } = options;
  const stateDir = resolve(options.stateDir);
  keepPrivate(stateDir);
  const urls = {
    worker: `http://127.0.0.1:${ports.worker}`,
    sandbox: `http://127.0.0.1:${ports.sandbox}`,
    blog: `http://127.0.0.1:${ports.blog}`,
    dashboard: `http://127.0.0.1:${ports.dashboard}`,
    slack: `http://127.0.0.1:${ports.sandbox}/slack`,
  };
  const unlock = await lockState(stateDir, urls);
  try {
    const stack = await bringUp(options, stateDir, urls);
    const stop = async (): Promise<void> => {
      await stack.stop();
      unlock();
    };
    return { ...stack, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function bringUp(options: StackOptions, stateDir: string, urls: Stack["urls"]): Promise<Stack> {
  const { ports, onProgress = () => undefined } = options;
  const apiToken = keptToken(join(stateDir, "api-token"));
  const settings = localSettings(options.devVars, ports, apiToken);
  const values = { ...settings.values, ...options.overrides };
  const envFile = join(stateDir, "worker.env");
  // Its mode counts only for a new file.
  rmSync(envFile, { force: true });
  writeFileSync(
    envFile,
    Object.entries(values)
      .map(([name, value]) => devVarLine(name, value))
      .join(""),
    { mode: 0o600 },
  );

  const env = {
    // wrangler records every span of everything for its local explorer, which takes a third of all time.
    X_LOCAL_OBSERVABILITY: "false",
    // It lets whoever reaches the port read and write the database, without a word.
    X_LOCAL_EXPLORER: "false",
    ...process.env,
    WRANGLER_SEND_METRICS: "false",
    CI: "1",
    ASTRO_TELEMETRY_DISABLED: "1",
    NO_COLOR: "1",
  };
  const log = (name: string): string => join(stateDir, "logs", `${name}.log`);
  const { interrupted } = options;
  writeFileSync(urlsFile(stateDir), JSON.stringify(urls), { mode: 0o600 });

  const place = { stateDir, envFile, port: ports.worker, env, log };
  const command = await workerCommand(place, options);

  onProgress("starting the sandbox and the Worker");
  const dashboardUp = async (): Promise<void> => {
    if (!options.dashboard) return;
    await buildDashboard(env, log("dashboard"), interrupted);
    await waitFor(`the dashboard on ${urls.dashboard}`, startWithinMs, async () => isServed(urls.dashboard));
  };
  const sandboxEnv = {
    ...env,
    PORT: String(ports.worker),
    SANDBOX_PORT: String(ports.sandbox),
    SLACK_SIGNING_SECRET: values["SLACK_SIGNING_SECRET"] ?? "",
    GITHUB_WEBHOOK_SECRET: values["GITHUB_WEBHOOK_SECRET"] ?? "",
    SENTRY_CLIENT_SECRET: values["SENTRY_CLIENT_SECRET"] ?? "",
    JIRA_WEBHOOK_SECRET: values["JIRA_WEBHOOK_SECRET"] ?? "",
    RECALL_WEBHOOK_SECRET: values["RECALL_WEBHOOK_SECRET"] ?? "",
    STATE_DIR: stateDir,
    ...(options.blog === false ? {} : { BLOG_PORT: String(ports.blog) }),
    ...(options.dashboard ? { DASHBOARD_PORT: String(ports.dashboard) } : {}),
    ...(options.storyDays === undefined ? {} : { STORY_DAYS: String(options.storyDays) }),
  };
  const sandbox = startChild(
    "the sandbox",
    [process.execPath, join(root, "sandbox/main.ts")],
    sandboxEnv,
    root,
    log("sandbox"),
  );
  const startExecutor = (): Child =>
    startChild(
      "the executor",
      [process.execPath, join(root, "containers/executor/src/main.ts")],
      environmentOf({
        ...wayOut(process.env),
        PATH: process.env["PATH"] ?? "",
        HOME: process.env["HOME"] ?? "",
        PORT: String(ports.executor),
        EXECUTOR_TOKEN: values["EXECUTOR_TOKEN"] ?? "",
        WORKSPACES: process.env["WORKSPACES"] ?? "",
        NO_COLOR: "1",
      }),
      root,
      log("executor"),
    );
  let executor = startExecutor();
  const executorUrl = `http://127.0.0.1:${ports.executor}`;
  const launch = (): Child => startChild("the Worker", command, env, root, log("worker"));
  let worker = launch();
  const ready = async (child: Child, url: string): Promise<void> => {
    const { problem } = await Promise.race([
      waitFor(`${child.name} on ${url}`, startWithinMs, async () => healthOf(url)),
      child.died,
    ]);
    if (problem !== null) throw new Error(problem);
  };
  const stop = async (): Promise<void> => {
    await Promise.all([worker.stop("SIGTERM"), sandbox.stop("SIGTERM"), executor.stop("SIGTERM")]);
  };
  try {
    const up = Promise.all([
      ready(sandbox, urls.sandbox),
      ready(worker, urls.worker),
      ready(executor, executorUrl),
      dashboardUp(),
    ]);
    await (interrupted ? Promise.race([up, untilAborted(interrupted)]) : up);
    // Where the token is nobody's, whoever is in PEOPLE connects them in two clicks.
    if (values["PEOPLE"]?.includes(createHash("sha256").update(apiToken).digest("hex")))
      await connectAccounts(urls, apiToken, stateDir);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls,
    apiToken,
    services: settings.services,
    stateDir,
    stop,
    killWorker: async () => worker.stop("SIGKILL"),
    killExecutor: async () => executor.stop("SIGKILL"),
    startExecutor: async () => {
      executor = startExecutor();
      await ready(executor, executorUrl);
    },
    startWorker: async () => {
      worker = launch();
      await ready(worker, urls.worker);
    },
  };
}

async function isServed(url: string): Promise<boolean> {
  return (await fetch(url)).ok;
}

/** Where a stack keeps its addresses, for those who come later. */
export function urlsFile(stateDir: string): string {
  return join(stateDir, "urls.json");
}

/** Healthy, not yet (null), or not before somebody has mended a setting: then waiting is in vain. */
async function healthOf(url: string): Promise<{ problem: string | null } | null> {
  const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(answersWithinMs) });
  if (response.ok) return { problem: null };
  const body = healthError.safeParse(await response.json());
  return body.success ? { problem: body.data.error.message } : null;
}

const healthError = z.object({
  error: z.object({ code: z.literal("not_configured"), message: z.string() }),
});

function keptToken(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}
