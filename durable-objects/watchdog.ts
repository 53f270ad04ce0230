import { DurableObject } from "cloudflare:workers";
import { openDatabase } from "../shared/db/database.ts";
import { unclosedTasks } from "../shared/db/silent-tasks.ts";
import { isPokeDue, pauseBeforeLook } from "../shared/domain/watchdog.ts";
import { configuredSpine } from "../shared/jobs/open-spine.ts";
import { configOf } from "../shared/platform/config.ts";
import { describeError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";
import { wakeWorkflow } from "../shared/spine/wake.ts";

/** After trouble (D1 doesn't answer) it looks again so soon. */
const tryAgainMs = 1000;
/** So many workflows are poked side by side. */
const atOnce = 20;

/**
 * Looks after everything that has begun and isn't closed: one object with one alarm. A Worker that dies inside a step leaves its
 * workflow asleep, and a wake may be lost with the process; so whatever has been silent for too long is poked.
 */
export class Watchdog extends DurableObject<Env> {
  /** Sees to it that it looks soon. Returns when, epoch milliseconds: what is on record by then it sees. */
  async watch(): Promise<number> {
    const { storage } = this.ctx;
    const soon = Date.now() + this.#baseMs();
    const at = await storage.getAlarm();
    if (at !== null && at <= soon) return at;
    await storage.setAlarm(soon);
    return soon;
  }

  /** One look. It is repeated as long as something is open. */
  override async alarm(): Promise<void> {
    try {
      const pauseMs = await this.#look();
      if (pauseMs !== null) await this.ctx.storage.setAlarm(Date.now() + pauseMs);
    } catch (error) {
      log.error("watchdog.failed", { reason: describeError(error) });
      await this.ctx.storage.setAlarm(Date.now() + tryAgainMs);
    }
  }

  /** Returns the pause before the next look; null: there is nothing to look after. */
  async #look(): Promise<number | null> {
    const now = Date.now();
    const baseMs = this.#baseMs();
    const last = (await this.ctx.storage.get<number>("lookedAt")) ?? now - baseMs;
    const unclosed = await unclosedTasks(openDatabase(this.env), now);
    const silent = unclosed.filter(({ since }) => isPokeDue(baseMs, since, { last, now }));
    const spine = configuredSpine(this.env);
    for (let from = 0; from < silent.length; from += atOnce)
      await Promise.all(
        silent.slice(from, from + atOnce).map(async ({ id: taskId }) => {
          log.info("task.poked", { taskId });
          await wakeWorkflow(spine, taskId);
        }),
      );
    await this.ctx.storage.put("lookedAt", now);
    const [youngest] = unclosed;
    return youngest === undefined ? null : pauseBeforeLook(baseMs, now - youngest.since);
  }

  #baseMs(): number {
    return configOf(this.env).WATCHDOG_SECONDS * 1000;
  }
}
