import { DurableObject } from "cloudflare:workers";
import { describeError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";
import { releaseHolds } from "../shared/spine/change-approval.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";

/** After trouble (D1 doesn't answer) the clock is looked at again so soon. */
const tryAgainMs = 500;
/** Holds that are due together are released in one batch of at most so many, in the order of their times. */
const atOnce = 20;

/**
 * A project's clock for held actions: a queue in its own SQLite and one alarm at the earliest time. What a release
 * means is in `releaseHolds`, which compares with the exact time in D1; this object only sees to it that it is asked
 * in time, in order, and after any restart.
 */
export class ProjectAgent extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS holds (approval_id TEXT PRIMARY KEY, until INTEGER NOT NULL);
      CREATE INDEX IF NOT EXISTS holds_until ON holds (until, approval_id);`);
  }

  /** Puts a hold on the clock. `until` is epoch milliseconds. */
  async hold(approvalId: string, until: number): Promise<void> {
    this.#sql.exec("INSERT OR REPLACE INTO holds (approval_id, until) VALUES (?, ?)", approvalId, until);
    await this.#arm();
  }

  /** Holds on the clock, earliest first. */
  queue(limit = 100): { approvalId: string; until: number }[] {
    return this.#sql
      .exec<{ approvalId: string; until: number }>(
        "SELECT approval_id AS approvalId, until FROM holds ORDER BY until, approval_id LIMIT ?",
        limit,
      )
      .toArray();
  }

  /**
   * Alarms may come early or twice; only what is due by the exact clock is released, in its order; the rest waits
   * for the next alarm.
   */
  override async alarm(): Promise<void> {
    try {
      const spine = await openSpine(this.env);
      for (;;) {
        const due = this.queue(atOnce).filter((one) => one.until <= spine.now());
        if (due.length === 0) break;
        const later = await releaseHolds(
          spine,
          due.map((one) => one.approvalId),
        );
        for (const [approvalId, until] of later) {
          if (until === null) this.#sql.exec("DELETE FROM holds WHERE approval_id = ?", approvalId);
          else this.#sql.exec("UPDATE holds SET until = ? WHERE approval_id = ?", until, approvalId);
        }
      }
      await this.#arm();
    } catch (error) {
      log.error("hold.not_released", { reason: describeError(error) });
      await this.#arm(Date.now() + tryAgainMs);
    }
  }

  async #arm(notBefore = 0): Promise<void> {
    const [first] = this.queue(1);
    if (first) await this.ctx.storage.setAlarm(Math.max(first.until, notBefore));
  }
}
