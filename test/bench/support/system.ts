import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Outside } from "../../../scripts/demo/outside.ts";
import { logTail } from "../../../scripts/stack/child.ts";
import { untilAborted } from "../../../scripts/stack/interrupt.ts";
import { freePorts } from "../../../scripts/stack/ports.ts";
import { type Stack, type StackOptions, startStack } from "../../../scripts/stack/stack.ts";
import type { Bench } from "../section.ts";
import { Threads } from "./threads.ts";

/** The whole system while it is measured. */
export interface System {
  stack: Stack;
  outside: Outside;
  threads: Threads;
}

export interface SystemOptions {
  /** Writes another wrangler configuration into the state directory and returns its path. */
  config?: (stateDir: string) => string;
  prepare?: (stateDir: string, execute: (sqlFile: string) => Promise<void>) => Promise<void>;
  dashboard?: boolean;
}

/** How long the stand-in for Claude takes to answer: much less than the real one, so that our own share shows. */
export const modelMs = 50;

export const signingSecret = "bench-signing-secret";

/** Seconds for which a mail to stakeholders is held while it is measured. */
export const holdSeconds = 5;

const muchMoney = { LLM_DAILY_BUDGET_USD: "100000", LLM_MONTHLY_BUDGET_USD: "100000" };
const rules = {
  windows: { email_stakeholder: holdSeconds },
  projects: {
    default: { stakeholders: ["@signalbox.example"], autonomy: 3, budgetUsdDay: 100_000 },
  },
};

/** Starts the system in a directory of its own, lets it be measured, and leaves nothing behind. */
export async function withSystem<T>(
  { interrupted, progress }: Bench,
  { config, prepare, dashboard = false }: SystemOptions,
  measure: (system: System) => Promise<T>,
): Promise<T> {
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
  const over = new AbortController();
  let stack: Stack | undefined;
  try {
    const options: StackOptions = {
      stateDir,
      ports: await freePorts(),
      devVars: "",
      blog: false,
      dashboard,
      overrides: { ...muchMoney, SLACK_SIGNING_SECRET: signingSecret, RULES: JSON.stringify(rules) },
      interrupted,
      onProgress: progress,
    };
    if (config) options.configFile = config(stateDir);
    if (prepare) options.prepare = async (execute) => prepare(stateDir, execute);
    stack = await startStack(options);
    await slowModel(stack);
    const threads = await Threads.follow(stack.urls.slack, over.signal);
    const system = { stack, outside: new Outside(stack), threads };
    return await Promise.race([measure(system), untilAborted(interrupted)]);
  } catch (error) {
    if (stack && !interrupted.aborted)
      progress(`the end of the Worker's log:\n${logTail(join(stateDir, "logs/worker.log"))}`);
    throw error;
  } finally {
    over.abort();
    await stack?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function slowModel({ urls }: Stack): Promise<void> {
  const fault = { path: "/v1/messages", delayMs: modelMs, times: Number.MAX_SAFE_INTEGER };
  const response = await fetch(`${urls.sandbox}/anthropic/_sandbox/faults`, {
    method: "POST",
    body: JSON.stringify({ faults: [fault] }),
  });
  if (!response.ok) throw new Error(`the sandbox refused the model's delay: ${await response.text()}`);
}
