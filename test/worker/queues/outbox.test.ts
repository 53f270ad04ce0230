import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { signals } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { jobs } from "../../../shared/jobs/registry.ts";
import { errand } from "../../../shared/jobs/errand/job.ts";
import { sweepOutbox } from "../../../shared/spine/receive.ts";
import { routeSignal } from "../../../shared/spine/route-signal.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { taskIn } from "../support/task.ts";

const patienceMs = Number(env.QUEUE_PATIENCE_SECONDS) * 1000;

describe("the sweep of the outbox", () => {
  it("starts a task whose Worker died between recording it and starting its workflow", async () => {
    const id = `api:you:${crypto.randomUUID()}`;
    const taskId = await taskIdOf(id, errand);
    const spine = configuredSpine(env);
    await spine.db.insert(signals).values({
      id,
      kind: "api.action",
      provenance: "internal",
      status: "queued",
      // To somebody who is no stakeholder: the verdict forbids it.
      body: {
        type: "action",
        by: "you",
        request: {
          kind: "email_stakeholder",
          payload: { to: ["a@outside.example"], subject: "s", text: "t" },
        },
      },
      receivedAt: spine.now(),
      enqueuedAt: spine.now(),
    });
    const noPower = async (): Promise<never> => Promise.reject(new Error("the power is gone"));
    const workflow = { get: noPower, create: noPower, createBatch: noPower, deleteBatch: noPower };
    const dying = { ...env, ERRAND: workflow };
    // The message is lost with the process, as it is locally: nothing comes back by itself.
    await expect(routeSignal(configuredSpine(dying), jobs, id, errand.queues[0].name)).rejects.toThrow(
      "the power is gone",
    );
    await taskIn(taskId, "queued");

    expect(await sweepOutbox(spine)).toBe(0);
    const later = configuredSpine(env, { now: () => Date.now() + patienceMs + 1000 });
    expect(await sweepOutbox(later)).toBe(1);
    await taskIn(taskId, "rejected");
    expect(await sweepOutbox(later)).toBe(0);
  });
});
