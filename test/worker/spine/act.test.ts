import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { effects } from "../../../shared/db/schema.ts";
import { act } from "../../../shared/spine/act.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { propose } from "../../../shared/spine/propose.ts";
import { performBegun } from "../../../shared/spine/perform.ts";
import { forgetPasses } from "../../../shared/spine/service.ts";
import { eq } from "drizzle-orm";
import { applied, writeInSlack } from "../support/slack.ts";

async function message() {
  const { ts } = await writeInSlack("U0PRIYA", "a thread");
  const mark = `topic-${crypto.randomUUID().slice(0, 8)}`;
  const proposal = {
    taskId: `task-${mark}`,
    key: "say",
    kind: "notification_internal",
    payload: { channel: "C0CONTENT", thread: ts, text: mark, blocks: [], update: null },
    provenance: "internal",
    revision: 1,
  } as const;
  return { mark, proposal };
}

describe("an action that is begun with its record", () => {
  it("happens once when it is proposed many times at once", async () => {
    const { mark, proposal } = await message();
    const spine = configuredSpine(env);
    const ends = await Promise.all(Array.from({ length: 6 }, async () => act(spine, proposal)));
    expect(ends.filter((end) => end.kind === "done").length).toBeGreaterThan(0);
    expect(await act(spine, proposal)).toMatchObject({ kind: "done" });
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
  });

  it("is looked for before it is sent again when its attempt died", async () => {
    const { mark, proposal } = await message();
    const spine = configuredSpine(env);
    expect((await propose(spine, { ...proposal, atOnce: true })).begun).not.toBeNull();
    expect(await act(spine, proposal)).toMatchObject({ kind: "wait" });
    const later = configuredSpine(env, { now: () => Date.now() + 60_000 });
    expect(await act(later, proposal)).toMatchObject({ kind: "done" });
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
  });

  it("is open again when the service's door is shut", async () => {
    const { mark, proposal } = await message();
    const spine = configuredSpine(env);
    const { begun, actionId } = await propose(spine, { ...proposal, atOnce: true });
    if (begun === null) throw new Error("it was not begun");
    forgetPasses();
    await env.SERVICE_GATE.getByName("slack").leave("somebody", { kind: "patience", ms: 500 });
    expect(await performBegun(spine, begun)).toMatchObject({ kind: "wait" });
    expect(await spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get()).toMatchObject({
      state: "pending",
      sentAt: null,
    });
    await vi.waitFor(async () => expect(await act(spine, proposal)).toMatchObject({ kind: "done" }), 5000);
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
  });

  it("is not begun with a deadline", async () => {
    const { proposal } = await message();
    const spine = configuredSpine(env);
    const { begun, verdict } = await propose(spine, {
      ...proposal,
      atOnce: true,
      deadline: Date.now() + 60_000,
    });
    expect(verdict.kind).toBe("auto");
    expect(begun).toBeNull();
  });
});
