import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { getAgentByName } from "agents";
import { describe, expect, it } from "vitest";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { watchTask } from "../../../shared/spine/wake.ts";

const soonSeconds = Number(env.WATCHDOG_SECONDS);

describe("the watchdog of a task", () => {
  it("that a long wait has made patient hurries when something happens: the wake may be lost with the process", async () => {
    const spine = configuredSpine(env);
    const taskId = `errand-${crypto.randomUUID().slice(0, 16)}`;
    await record(spine, [fact(spine, taskId, "held", "approval.requested", "a decision of maya")]);
    const agent = await getAgentByName(env.TASK_AGENT, taskId);
    const dueInSeconds = async (): Promise<number[]> =>
      runInDurableObject(agent, async (task) =>
        (await task.listSchedules()).map(({ time }) => time - Date.now() / 1000),
      );
    await watchTask(env, taskId);
    expect(await dueInSeconds()).toHaveLength(1);

    // As it is after hours of silence.
    await runInDurableObject(agent, async (task) => {
      for (const { id } of await task.listSchedules()) await task.cancelSchedule(id);
      await task.schedule(6 * 60 * 60, "watchdog", { seq: task.state.seq, pokes: 9 });
    });
    await evictDurableObject(agent);
    await record(spine, [fact(spine, taskId, "decided", "approval.decided", "maya approved it")]);
    await watchTask(env, taskId);
    const [due, ...more] = await dueInSeconds();
    expect(due).toBeLessThanOrEqual(soonSeconds + 1);
    expect(more).toEqual([]);
  });
});
