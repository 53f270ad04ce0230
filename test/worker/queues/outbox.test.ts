import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { signals, tasks } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { jobs } from "../../../shared/jobs/registry.ts";
import { deskQueues } from "../../../shared/jobs/editorial/desk-queues.ts";
import { errand } from "../../../shared/jobs/errand/job.ts";
import { sweepOutbox } from "../../../shared/spine/receive.ts";
import { routeSignal } from "../../../shared/spine/route-signal.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { stop } from "../../../shared/spine/stop.ts";
import { spine, unique } from "../support/spine.ts";
import { taskIn } from "../support/task.ts";

const patienceMs = Number(env.QUEUE_PATIENCE_SECONDS) * 1000;

describe("the sweep of the outbox", () => {
  it("starts a task whose Worker died between recording it and starting its workflow", async () => {
    const id = `api:you:${crypto.randomUUID()}`;
    const taskId = await taskIdOf(id, errand);
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

describe("a message that carries what its signal said", () => {
  const said = (text: string) => ({
    type: "slack",
    channel: "C0CONTENT",
    thread: "1790000000.000100",
    reply: false,
    user: "U0PRIYA",
    text,
  });
  const queue = deskQueues.content.name;
  /** A mention on record, and the message of it. */
  const heard = async (over: Partial<typeof signals.$inferInsert> = {}) => {
    const id = `slack:${unique("Ev")}`;
    const kind = "slack.mention";
    const row = {
      id,
      kind,
      provenance: "internal",
      body: said("write about trains"),
      receivedAt: Date.now(),
    } as const;
    await spine.db.insert(signals).values({ ...row, status: "received", ...over });
    const { id: _id, ...fresh } = { ...row, queue: null };
    return { id, fresh };
  };

  it("begins what the signal says by now, once, and nothing when it is withdrawn", async () => {
    const person = spine.settings.PEOPLE.find(({ role }) => role === "operator");
    if (person === undefined) throw new Error("there is no operator");
    await stop(spine, { scope: { kind: "all" }, person, reason: "only to be recorded" });
    const edited = await heard({ body: said("write about ships") });
    const same = await heard();
    const gone = await heard({ status: "dropped", reason: "its message was deleted" });
    for (const { id, fresh } of [edited, same, same, gone]) await routeSignal(spine, jobs, id, queue, fresh);
    const titles = async ({ id }: { id: string }) => {
      const rows = await spine.db.select({ title: tasks.title }).from(tasks).where(eq(tasks.signalId, id));
      return rows.map(({ title }) => title);
    };
    expect(await titles(edited)).toEqual(["write about ships"]);
    expect(await titles(same)).toEqual(["write about trains"]);
    expect(await titles(gone)).toEqual([]);
  });
});
