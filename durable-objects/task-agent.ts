import type { Connection, ConnectionContext } from "agents";
import { factsAfter } from "../shared/db/ledger.ts";
import { type LiveWork, newTaskState, reduceTask, type TaskState } from "../shared/domain/task.ts";
import { type Watch, watchdogMove } from "../shared/domain/watchdog.ts";
import { specOf } from "../shared/jobs/facts.ts";
import { inBackground } from "../shared/platform/background.ts";
import { redact, redactMembers } from "../shared/platform/redact.ts";
import { log } from "../shared/platform/log.ts";
import { configOf } from "../shared/platform/config.ts";
import { openDatabase } from "../shared/db/database.ts";
import { configuredSpine } from "../shared/jobs/open-spine.ts";
import { wakeWorkflow, watchTask } from "../shared/spine/wake.ts";
import { LiveAgent } from "./live-agent.ts";

/** How often an agent looks at the ledger while somebody listens, milliseconds; where nothing is at work any more, the longer. */
const lookMs = { open: 300, closed: 5000 } as const;
/** Of what an executor does, so much is shown. */
const liveLines = 200;

/**
 * One task, live: follows the task's ledger while somebody listens on the WebSocket, and pokes the workflow when nothing
 * has happened for too long (a Worker that dies inside a step leaves it asleep).
 */
export class TaskAgent extends LiveAgent<TaskState> {
  override initialState = newTaskState("");
  #isFollowing = false;
  /** Until this moment the watchdog is known to come soon enough. */
  #readyUntil = 0;

  /**
   * Something begins, or goes on: when this returns, the watchdog is set that looks after it. One that long silence has made
   * patient is too slow for what has begun just now: the wake that belongs to it may be lost with the process.
   */
  async beReady(): Promise<void> {
    this.#follow();
    const now = Date.now();
    if (this.state.closed || now < this.#readyUntil) return;
    const soonMs = configOf(this.env).WATCHDOG_SECONDS * 1000;
    // Before anything is awaited: of calls side by side, one sees to it.
    this.#readyUntil = now + soonMs;
    const alarms = (await this.listSchedules()).filter(({ callback }) => callback === "watchdog");
    // Alarms are set in whole seconds.
    if (alarms.some(({ time }) => time * 1000 <= now + soonMs + 1000)) return;
    for (const { id } of alarms) await this.cancelSchedule(id);
    await this.#arm({ seq: this.state.seq, pokes: 0 }, soonMs / 1000);
  }

  /** Shows what an executor is at. */
  progress({ phase, lines }: LiveWork): void {
    if (!this.isListenedTo()) return;
    const before = this.state.live?.lines ?? [];
    const redacted = lines.map((line) => ({ ...line, text: redact(line.text) }));
    this.show({ ...this.state, live: { phase, lines: [...before, ...redacted].slice(-liveLines) } });
  }

  /** The watchdog's alarm. One is always set until the task is closed. */
  async watchdog(watch: Watch): Promise<void> {
    await this.#fold();
    if (this.state.closed) return;
    const quietSince = this.state.timeline.at(-1)?.at ?? 0;
    const move = watchdogMove(
      watch,
      { seq: this.state.seq, quietSince },
      configOf(this.env).WATCHDOG_SECONDS,
      Date.now(),
    );
    if (move.poke) {
      log.info("task.poked", { taskId: this.name, count: move.next.pokes });
      await wakeWorkflow(configuredSpine(this.env), this.name);
    }
    await this.#arm(move.next, move.inSeconds);
  }

  /** Whoever comes to listen sees first how things stand. */
  override async fetch(request: Request): Promise<Response> {
    await this.lifecycle.start();
    await this.#fold();
    return super.fetch(request);
  }

  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    await super.onConnect(connection, context);
    // By a call of its own: done here it would be this listener's doing, and listeners may change nothing.
    inBackground("follow", { taskId: this.name }, async () => watchTask(this.env, this.name));
  }

  /** Looks at the ledger again and again while somebody listens. */
  #follow(): void {
    if (this.#isFollowing || !this.isListenedTo()) return;
    this.#isFollowing = true;
    inBackground("follow", { taskId: this.name }, async () => {
      try {
        while (this.isListenedTo()) {
          await this.#fold();
          await scheduler.wait(this.state.closed ? lookMs.closed : lookMs.open);
        }
      } finally {
        this.#isFollowing = false;
      }
    });
  }

  async #fold(): Promise<void> {
    const facts = await factsAfter(openDatabase(this.env), this.name, this.state.seq);
    // Another fold may have been faster: what it has seen changes nothing any more.
    let state: TaskState = { ...this.state, taskId: this.name };
    // Whoever may look on sees it: personal data stays in D1.
    for (const { summary, data, ...one } of facts)
      state = reduceTask(state, { ...one, summary: redact(summary), data: redactMembers(data) }, specOf);
    if (facts.length > 0) this.show(state);
  }

  async #arm(watch: Watch, inSeconds: number): Promise<void> {
    await this.schedule(inSeconds, "watchdog", watch);
  }
}
