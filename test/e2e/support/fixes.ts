import { randomUUID } from "node:crypto";
import { startSystem } from "../../support/system.ts";
import { Outside, type TaskView } from "../../../scripts/demo/outside.ts";
import type { Stack } from "../../../scripts/stack/stack.ts";
import { waitFor } from "../../../scripts/stack/wait.ts";
import { clockSkewMs } from "../../../shared/changes/why-too-early.ts";

const soonMs = 180_000;

export const checkout = "acme/checkout";
export const calendar = "acme/calendar";
export const crash = "cartTotal crashes when a product was withdrawn";

export interface FixView {
  state: string;
  repository: string;
  branch: string;
  pullRequest: number;
  url: string;
  revision: number;
  planned: { plan: { summary: string; risks: string[] } } | null;
  assignments: {
    id: string;
    mode: string;
    state: string;
    starts: number;
    outcome: { kind: string; reason: string | null } | null;
  }[];
  runs: {
    id: string;
    phase: string;
    name: string;
    exitCode: number | null;
    passed: number | null;
    failed: number | null;
  }[];
}

export interface Pull {
  repository: string;
  number: number;
  title: string;
  body: string;
  state: "draft" | "open" | "merged" | "closed";
  head: string;
  files: { filename: string }[];
  comments: { body: string; user: string }[];
  commits: { sha: string; message: string }[];
}

/** What the stand-in for Claude does instead of its own, see sandbox/anthropic/agent/agent-scripts.ts. */
export type Script = {
  phase: string;
  contains?: string;
  times?: number;
  turns: object[];
  afterwards?: "prepared";
};

/** A system whose bugs are reported, decided on and looked at from outside. */
export class FixSystem {
  readonly outside: Outside;
  readonly stack: Stack;

  constructor(stack: Stack) {
    this.stack = stack;
    this.outside = new Outside(stack);
  }

  async post<T>(path: string, body: object): Promise<T> {
    return this.send("POST", path, body);
  }

  async send<T>(method: "POST" | "PUT", path: string, body: object): Promise<T> {
    const response = await fetch(`${this.stack.urls.worker}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.stack.apiToken}`, "idempotency-key": randomUUID() },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }

  async report(repository: string, title: string, text = ""): Promise<string> {
    const { taskId } = await this.post<{ taskId: string }>("/api/bugs", { title, text, repository });
    return taskId;
  }

  /** Lets the model play something else than what it has prepared, in the conversations that it fits. */
  async script(...scripts: Script[]): Promise<void> {
    const response = await fetch(`${this.stack.urls.sandbox}/anthropic/_sandbox/agent-script`, {
      method: "POST",
      body: JSON.stringify({ scripts }),
    });
    if (!response.ok) throw new Error(`the script was refused: ${await response.text()}`);
  }

  async fix(taskId: string): Promise<FixView> {
    return this.outside.api(`/api/fixes/${taskId}`);
  }

  async pulls(): Promise<Pull[]> {
    const { pulls } = await this.outside.sandboxPage<{ pulls: Pull[] }>("github", "pulls");
    return pulls;
  }

  async pullOf(taskId: string): Promise<Pull> {
    const { repository, pullRequest } = await this.fix(taskId);
    const pull = (await this.pulls()).find(
      (one) => one.repository === repository && one.number === pullRequest,
    );
    if (!pull) throw new Error(`${taskId} has no pull request`);
    return pull;
  }

  async comment(taskId: string, body: string, login = "lena-f"): Promise<void> {
    await this.#canBeRead(taskId);
    const { repository, pullRequest: number } = await this.fix(taskId);
    await this.outside.sandbox("github", "comment", { repository, number, login, body });
  }

  /** GitHub's times are whole seconds: of a plan that has taken another's place, people speak in a later one than it was shown in. */
  async #canBeRead(taskId: string): Promise<void> {
    const { timeline } = await this.outside.task(taskId);
    const [newest, ...before] = timeline.filter(({ type }) => type === "approval.requested").toReversed();
    if (newest === undefined || before.length === 0) return;
    const readAt = Date.parse(newest.at) + clockSkewMs;
    await waitFor(
      "another second than the plan's",
      soonMs,
      async () => Math.floor(Date.now() / 1000) * 1000 >= readAt,
    );
  }

  /** Waits for a fact of a task's; a task that failed before ends the wait. */
  async fact(taskId: string, type: string, fits: (data: Record<string, unknown>) => boolean = () => true) {
    return waitFor(`${type} of ${taskId}`, soonMs, async () => {
      const view = await this.outside.task(taskId);
      const found = view.timeline.find((one) => one.type === type && fits(one.data));
      if (!found && view.task.failure)
        throw new Error(`${taskId} ended before ${type}: ${view.task.failure.message}`);
      return found;
    });
  }

  async taskIn(taskId: string, status: string): Promise<TaskView> {
    return waitFor(`${taskId} to be ${status}`, soonMs, async () => {
      const view = await this.outside.task(taskId);
      return view.task.status === status ? view : null;
    });
  }

  /** Waits for a plan to be asked about, and says yes on its pull request. */
  async approve(taskId: string): Promise<void> {
    await this.taskIn(taskId, "waiting_approval");
    await this.comment(taskId, "@agent approve");
    await this.fact(taskId, "assignment.queued", (data) => data["mode"] === "execute");
  }
}

let started: Promise<FixSystem> | null = null;

/** The system of this worker: the files that it runs, one after the other, share it. */
export async function theFixSystem(): Promise<FixSystem> {
  started ??= startSystem(() => ({
    blog: false,
    overrides: {
      WATCHDOG_SECONDS: "2",
      RULES: JSON.stringify({
        opsChannel: "C0GENERAL",
        bugFix: { channel: "C0ENGINEERING" },
        projects: { default: { autonomy: 3 }, tight: { autonomy: 3, budgetUsdDay: 5 } },
        repositories: {
          [checkout]: { paths: ["/srv/checkout/"], sentryProjects: ["checkout"] },
          [calendar]: { paths: ["/srv/calendar/"], sentryProjects: ["calendar"], project: "tight" },
        },
      }),
    },
  })).then(({ stack }) => new FixSystem(stack));
  return started;
}
