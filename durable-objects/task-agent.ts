import { Agent } from "agents";
import { factsAfter } from "../shared/db/ledger.ts";
import { newTaskState, reduceTask, type TaskState } from "../shared/domain/task.ts";
import { type Watch, watchdogMove } from "../shared/domain/watchdog.ts";
import { log } from "../shared/platform/log.ts";
import { settingsOf } from "../shared/platform/settings.ts";
import { openDatabase } from "../shared/spine/context.ts";
import { wakeTask } from "../shared/spine/wake.ts";

/**
 * One task, live: follows the task's ledger, shows it to whoever listens on the WebSocket, and pokes the workflow when
 * nothing has happened for too long (a Worker that dies inside a step leaves it asleep).
 */
export class TaskAgent extends Agent<Env, TaskState> {
  override initialState = newTaskState("");

  /** Folds in what the ledger has gained. Safe to call at any time, any number of times. */
  async refresh(): Promise<void> {
    const fresh = this.state.seq === 0;
    await this.#fold();
    if (fresh && this.state.seq > 0)
      await this.#arm({ seq: this.state.seq, pokes: 0 }, settingsOf(this.env).WATCHDOG_SECONDS);
  }

  /** The watchdog's alarm. One is always set until the task is closed. */
  async watchdog(watch: Watch): Promise<void> {
    await this.#fold();
    if (this.state.closed) return;
    const quietSince = this.state.timeline.at(-1)?.at ?? 0;
    const move = watchdogMove(
      watch,
      { seq: this.state.seq, quietSince },
      settingsOf(this.env).WATCHDOG_SECONDS,
      Date.now(),
    );
    if (move.poke) {
      log.info("task.poked", { taskId: this.name, count: move.next.pokes });
      await wakeTask(this.env, this.name);
    }
    await this.#arm(move.next, move.inSeconds);
  }

  /** Listeners look on; only the ledger moves a task. */
  override shouldConnectionBeReadonly(): boolean {
    return true;
  }

  async #fold(): Promise<void> {
    let state: TaskState = { ...this.state, taskId: this.name };
    const facts = await factsAfter(openDatabase(this.env), this.name, state.seq);
    for (const one of facts) state = reduceTask(state, one);
    if (facts.length > 0) this.setState(state);
  }

  async #arm(watch: Watch, inSeconds: number): Promise<void> {
    await this.schedule(inSeconds, "watchdog", watch);
  }
}
