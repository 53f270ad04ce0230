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
import { refreshTask } from "../shared/spine/record.ts";
import { wakeTask } from "../shared/spine/wake.ts";
import { LiveAgent } from "./live-agent.ts";

/** How long an agent waits for more to come before it looks at the ledger again, milliseconds. */
const gatherMs = 250;
/** Of what an executor does, so much is shown. */
const liveLines = 200;

/**
 * One task, live: follows the task's ledger, shows it to whoever listens on the WebSocket, and pokes the workflow when
 * nothing has happened for too long (a Worker that dies inside a step leaves it asleep).
 */
export class TaskAgent extends LiveAgent<TaskState> {
  override initialState = newTaskState("");
  #foldingSoon = false;
  /** Until this moment the watchdog is known to come soon enough. */
  #readyUntil = 0;

  /**
   * Folds in what the ledger has gained. Safe to call at any time, any number of times: the first call has done it and
   * set the watchdog when it returns. Later ones matter only while somebody listens, and are gathered for a moment, as
   * facts come in swarms.
   */
  async refresh(): Promise<void> {
    if (this.state.seq === 0) {
      await this.#fold();
    } else if (!this.#foldingSoon && this.isListenedTo()) {
      this.#foldingSoon = true;
      inBackground("fold", { taskId: this.name }, async () => {
        await scheduler.wait(gatherMs);
        // What is written from here on needs another look.
        this.#foldingSoon = false;
        await this.#fold();
      });
    }
    if (this.state.seq > 0 && !this.state.closed) await this.#beReady();
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
      await wakeTask(configuredSpine(this.env), this.name);
    }
    await this.#arm(move.next, move.inSeconds);
  }

  /** Whoever comes to listen sees first how things stand. */
  override async fetch(request: Request): Promise<Response> {
    await this.lifecycle.start();
    await this.#fold();
    return super.fetch(request);
  }

  /** What was recorded while somebody began to listen, when nobody was there yet to tell. */
  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    await super.onConnect(connection, context);
    // By a call of its own: done here it would be this listener's doing, and listeners may change nothing.
    inBackground("refresh", { taskId: this.name }, async () => refreshTask(this.env, this.name));
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

  /**
   * A watchdog that long silence has made patient is too slow for what has begun just now: the wake that belongs to it
   * may be lost with the process.
   */
  async #beReady(): Promise<void> {
    const now = Date.now();
    if (now < this.#readyUntil) return;
    const soonMs = configOf(this.env).WATCHDOG_SECONDS * 1000;
    // Before anything is awaited: of calls side by side, one sees to it.
    this.#readyUntil = now + soonMs;
    const alarms = (await this.listSchedules()).filter(({ callback }) => callback === "watchdog");
    // Alarms are set in whole seconds.
    if (alarms.some(({ time }) => time * 1000 <= now + soonMs + 1000)) return;
    for (const { id } of alarms) await this.cancelSchedule(id);
    await this.#arm({ seq: this.state.seq, pokes: 0 }, soonMs / 1000);
  }

  async #arm(watch: Watch, inSeconds: number): Promise<void> {
    await this.schedule(inSeconds, "watchdog", watch);
  }
}
