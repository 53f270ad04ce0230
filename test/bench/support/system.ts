import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Outside } from "../../../scripts/demo/outside.ts";
import { logTail } from "../../../scripts/stack/child.ts";
import { untilAborted } from "../../../scripts/stack/interrupt.ts";
import { freePorts } from "../../../scripts/stack/ports.ts";
import { type Stack, type StackOptions, startStack } from "../../../scripts/stack/stack.ts";
import { rounded } from "./stats.ts";
import { writeCountingConfig } from "./counting-config.ts";
import { writeSeed } from "./seed.ts";
import { Threads } from "./threads.ts";
import { watchProjectRules } from "./watch-projects.ts";

/** The whole system while it is measured. */
export interface System {
  stack: Stack;
  outside: Outside;
  threads: Threads;
  seeded: { tasks: number; seconds: number };
  /** For how long a mail to stakeholders is held. */
  holdSeconds: number;
}

/** What a system must have beyond the usual. */
export interface Needs {
  /** So many finished tasks in D1 before anything begins. */
  tasks?: number;
  /** The Worker whose uses of the platform are counted. */
  counting?: boolean;
  dashboard?: boolean;
  /** The bare flow in the place of the Worker: on the same engines, with the same people and stand-ins around it. */
  bare?: boolean;
}

/** How it is measured. */
export interface Conditions {
  /** Smaller sizes: to see that it works, not to learn numbers. */
  quick: boolean;
  interrupted: AbortSignal;
  progress: (what: string) => void;
}

/** How long the stand-in for Claude takes to answer: much less than the real one, so that our own share shows. */
export const modelMs = 50;

export const signingSecret = "bench-signing-secret";

const bareConfig = resolve(import.meta.dirname, "../bare-flow/wrangler.toml");
/** It knows nobody who would connect accounts. */
const bareOverrides = { SLACK_SIGNING_SECRET: signingSecret, PEOPLE: "[]" };

/** One system that has all of it. */
export function allOf(needs: readonly Needs[]): Needs {
  return {
    tasks: Math.max(0, ...needs.map(({ tasks = 0 }) => tasks)),
    counting: needs.some(({ counting }) => counting),
    dashboard: needs.some(({ dashboard }) => dashboard),
  };
}

/** Starts a system in a directory of its own, lets it be measured, and leaves nothing behind. */
export async function withSystem<T>(
  { quick, interrupted, progress }: Conditions,
  { tasks = 0, counting = false, dashboard = false, bare = false }: Needs,
  measure: (system: System) => Promise<T>,
): Promise<T> {
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
  const over = new AbortController();
  // Alarms are set in whole seconds.
  const holdSeconds = quick ? 2 : 5;
  const seeded = { tasks, seconds: 0 };
  let stack: Stack | undefined;
  try {
    const options: StackOptions = {
      stateDir,
      ports: await freePorts(),
      devVars: "",
      blog: false,
      dashboard,
      overrides: bare ? bareOverrides : overridesWith(holdSeconds),
      prepare: async (execute) => {
        if (tasks === 0) return;
        progress(`seeding ${tasks} tasks`);
        seeded.seconds = await seed(join(stateDir, "seed.sql"), tasks, execute);
      },
      interrupted,
      onProgress: progress,
    };
    if (counting) options.configFile = await writeCountingConfig(stateDir);
    if (bare) options.configFile = bareConfig;
    stack = await startStack(options);
    await slowModel(stack);
    const threads = await Threads.follow(stack.urls.slack, over.signal);
    const system = { stack, outside: new Outside(stack), threads, seeded, holdSeconds };
    return await Promise.race([measure(system), untilAborted(interrupted)]);
  } catch (error) {
    if (!interrupted.aborted) progress(lastWords(stateDir));
    throw error;
  } finally {
    over.abort();
    await stack?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** What a system's Worker logged last, for whoever looks into a failure. */
export function lastWords(stateDir: string): string {
  const log = join(stateDir, "logs/worker.log");
  return existsSync(log) ? `the end of the Worker's log:\n${logTail(log)}` : "the Worker has logged nothing";
}

function overridesWith(holdSeconds: number): Record<string, string> {
  const rules = {
    windows: { email_stakeholder: holdSeconds },
    // The seed is years old, and is to stay.
    retention: { taskDays: null },
    // Whoever measures is one person.
    ownAllowed: ["bluesky_post"],
    projects: {
      default: {
        stakeholders: ["@signalbox.example"],
        jiraProjects: ["OPS", "WEB"],
        autonomy: 3,
        budgetUsdDay: 100_000,
      },
    },
    projectWatch: watchProjectRules(),
    repositories: { "acme/checkout": { paths: ["/srv/checkout/"] } },
    delivery: { owner: "acme" },
  };
  return {
    LLM_DAILY_BUDGET_USD: "100000",
    LLM_MONTHLY_BUDGET_USD: "100000",
    RATE_LIMITS: "false",
    SLACK_SIGNING_SECRET: signingSecret,
    RULES: JSON.stringify(rules),
  };
}

/** Returns the seconds that it took. */
async function seed(file: string, tasks: number, execute: (file: string) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  writeSeed(file, tasks);
  await execute(file);
  rmSync(file);
  return rounded((performance.now() - startedAt) / 1000);
}

async function slowModel({ urls }: Stack): Promise<void> {
  const fault = { path: "/v1/messages", delayMs: modelMs, times: Number.MAX_SAFE_INTEGER };
  const response = await fetch(`${urls.sandbox}/anthropic/_sandbox/faults`, {
    method: "POST",
    body: JSON.stringify({ faults: [fault] }),
  });
  if (!response.ok) throw new Error(`the sandbox refused the model's delay: ${await response.text()}`);
}
