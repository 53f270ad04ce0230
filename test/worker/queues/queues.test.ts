import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { editorial } from "../../../shared/jobs/editorial/job.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { onCron } from "../../../workers/cron.ts";
import worker from "../../../workers/index.ts";
import { batchOf } from "../support/batch.ts";
import { writeInSlack } from "../support/slack.ts";
import { taskIn } from "../support/task.ts";

describe("the queues", () => {
  it("bury a malformed message with the reason, and one that keeps failing", async () => {
    const malformed = batchOf({ nonsense: true }, 1);
    await worker.queue(malformed.value, env);
    expect(malformed.outcome).toEqual({ acked: 1, retried: 0 });
    const early = batchOf({ signalId: "slack:gone" }, 1);
    await worker.queue(early.value, env);
    expect(early.outcome).toEqual({ acked: 0, retried: 1 });
    const last = batchOf({ signalId: "slack:gone" }, 4);
    await worker.queue(last.value, env);
    expect(last.outcome).toEqual({ acked: 1, retried: 0 });

    const reasons = await vi.waitFor(
      async () => {
        const { results } = await env.DB.prepare(
          "SELECT reason, signal_id FROM dead_letters ORDER BY at",
        ).all<{ reason: string; signal_id: string | null }>();
        if (results.length < 2) throw new Error("not buried yet");
        return results;
      },
      { timeout: 10_000 },
    );
    expect(reasons.some((row) => row.reason.includes("malformed"))).toBe(true);
    expect(
      reasons.some((row) => row.signal_id === "slack:gone" && row.reason.includes("not in the outbox")),
    ).toBe(true);
  });

  it("get back what was recorded and never enqueued", async () => {
    const { event: body, eventId } = await writeInSlack("U0PRIYA", "<@U0SIGNALBOX> hello?");
    const parsed = JSON.parse(body);
    await env.DB.prepare(
      "INSERT INTO signals (id, kind, provenance, status, body, received_at) VALUES (?, 'slack.mention', 'internal', 'received', ?, ?)",
    )
      .bind(
        `slack:${eventId}`,
        JSON.stringify({
          type: "slack",
          channel: "C0CONTENT",
          thread: parsed.event.ts,
          reply: false,
          user: "U0PRIYA",
          text: "hello?",
        }),
        Date.now() - 60_000,
      )
      .run();
    await onCron(env);
    await taskIn(await taskIdOf(`slack:${eventId}`, editorial), "waiting_reply");
  });
});
