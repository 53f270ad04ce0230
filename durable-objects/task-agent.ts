import { Agent } from "agents";
import { factsAfter } from "../shared/db/ledger.ts";
import { isFinal, newTaskState, reduceTask, type TaskState } from "../shared/domain/task.ts";
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
    const db = openDatabase(this.env);
    let state: TaskState = { ...this.state, taskId: this.name };
    const facts = await factsAfter(db, this.name, state.seq);
    for (const one of facts) state = reduceTask(state, one);
    if (facts.length > 0) this.setState(state);
    await this.#watch();
  }

  /** The watchdog's alarm. */
  async watchdog(): Promise<void> {
    await this.refresh();
    if (isFinal(this.state.status)) return;
    log.info("task.poked", { taskId: this.name });
    await wakeTask(this.env, this.name);
  }

  /** Listeners look on; only the ledger moves a task. */
  override shouldConnectionBeReadonly(): boolean {
    return true;
  }

  async #watch(): Promise<void> {
    for (const schedule of await this.listSchedules()) await this.cancelSchedule(schedule.id);
    if (!isFinal(this.state.status)) await this.schedule(settingsOf(this.env).WATCHDOG_SECONDS, "watchdog");
  }
}
