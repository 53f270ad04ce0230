import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { effects, ledger } from "../../../shared/db/schema.ts";
import type { Person } from "../../../shared/domain/person.ts";
import { bundleDigest } from "../../../shared/domain/bundle-digest.ts";
import { bundleOf, openIn } from "../../../shared/spine/bundle.ts";
import { decideBundle } from "../../../shared/spine/decide-bundle.ts";
import { forgetPasses } from "../../../shared/spine/service.ts";
import { resume, stop } from "../../../shared/spine/stop.ts";
import { clickOn, sandbox } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";
import { anInstance, parts, questionIn, rowOf, rowsOf, say, titlesOut } from "../support/together.ts";

const maya: Person = { id: "maya", name: "Maya", role: "operator" };

beforeAll(async () => {
  await sandbox("/slack/_sandbox/reset", {});
});

describe("several actions in one message", () => {
  it("each go out when they are approved; 'approve all' counts for what it showed alone", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog", "mail"));
    await one.run();
    const first = await questionIn(one);
    expect(first.each).toHaveLength(3);
    for (const { digest } of await rowsOf(one.taskId)) expect(first.words).toContain(digest.slice(0, 12));

    await clickOn("U0MAYA", "approval.approve", {
      ...z.looseObject({}).parse(JSON.parse(first.each[0] ?? "{}")),
      message: first.at,
    });
    await say(one, "blog-1", "rejected");
    // The message as it stood before shows what is decided by now: its button for all is for another bundle.
    await clickOn("U0MAYA", "bundle.approve", { ...first.all, message: first.at });
    expect((await rowOf(one, "mail-1")).status).toBe("pending");
    await one.run();
    expect(await titlesOut(mark)).toEqual([`*${mark} post*`]);

    const second = await questionIn(one);
    expect(second.each).toHaveLength(1);
    await clickOn("U0MAYA", "bundle.approve", { ...second.all, message: { ...second.at, ts: "1.1" } });
    expect((await rowOf(one, "mail-1")).status).toBe("pending");
    await clickOn("U0MAYA", "bundle.approve", { ...second.all, message: second.at });
    expect(await one.run()).toEqual(["post-1 applied", "blog-1 rejected", "mail-1 applied"]);
    expect(await titlesOut(mark)).toHaveLength(2);
    const refused = await spine.db
      .select({ data: ledger.data })
      .from(ledger)
      .where(and(eq(ledger.taskId, one.taskId), eq(ledger.type, "approval.refused")));
    expect(refused.map(({ data }) => data["code"])).toEqual(["digest_mismatch", "not_the_question"]);
  });

  it("are written anew where people want that, and only those, once they have said all", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog"));
    await one.run();
    await say(one, "post-1", "revised");
    // Somebody may still want the other one otherwise, too.
    expect(await one.run()).toMatchObject({ waits: expect.any(Number) });
    expect(await rowsOf(one.taskId)).toHaveLength(2);
    await say(one, "blog-1");
    await one.run();
    expect((await rowsOf(one.taskId)).map(({ bundle, status }) => [bundle, status])).toEqual([
      [bundleOf(one.taskId, 1), "revised"],
      [bundleOf(one.taskId, 1), "approved"],
      [bundleOf(one.taskId, 2), "pending"],
    ]);
    await say(one, "post-2");
    expect(await one.run()).toEqual(["blog-1 applied", "post-2 applied"]);
    expect(await titlesOut(mark)).toEqual([`*${mark} blog*`, `*${mark} post, version 2*`]);
  });

  it("stand when one of them is refused for good", async () => {
    const mark = unique();
    const nowhere = { key: "post", title: `${mark} post`, channel: "C0NOWHERE" };
    const one = await anInstance([nowhere, ...parts(mark, "blog")]);
    await one.run();
    const open = await openIn(spine.db, bundleOf(one.taskId, 1));
    const digest = (await bundleDigest(open)) ?? "";
    const all = { bundle: bundleOf(one.taskId, 1), digest, decision: "approved", by: "maya" } as const;
    await decideBundle(spine, { ...all, channel: "api", reason: null });
    const ended = await one.run();
    expect(ended).toEqual(["post-1 failed", "blog-1 applied"]);
    expect(await titlesOut(mark)).toEqual([`*${mark} blog*`]);
  });

  it("happen once each wherever the machine goes down", async () => {
    let at = 1;
    for (; at < 40; at++) {
      const mark = unique();
      const one = await anInstance(parts(mark, "post", "blog"));
      let state = await one.run(at);
      for (const key of ["post-1", "blog-1"])
        if ((await rowsOf(one.taskId)).some(({ actionId }) => actionId.endsWith(key))) await say(one, key);
      for (let runs = 0; !Array.isArray(state) && runs < 10; runs++) {
        state = await one.run(runs === 0 ? at : null);
        for (const { status, actionId } of await rowsOf(one.taskId))
          if (status === "pending") await say(one, actionId.slice(one.taskId.length + 1));
      }
      expect(state).toEqual(["post-1 applied", "blog-1 applied"]);
      const out = await titlesOut(mark);
      expect(out).toHaveLength(2);
      expect(new Set(out)).toEqual(new Set([`*${mark} blog*`, `*${mark} post*`]));
      if (at > 6) break;
    }
  });
});

describe("what waits at a service's door", () => {
  it("waits no longer for all that people have said meanwhile", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog"));
    await one.run();
    await say(one, "post-1");
    const slack = env.SERVICE_GATE.getByName("slack");
    forgetPasses();
    await slack.leave("somebody", { kind: "patience", ms: 10_000 });
    for (let wakes = 0; wakes < 8; wakes++) {
      const state = await one.run();
      expect(typeof state === "object" && "waits" in state ? state.waits : null).toBeLessThanOrEqual(10_000);
    }
    await slack.reopen();
    await say(one, "blog-1", "rejected");
    expect(await one.run()).toEqual(["post-1 applied", "blog-1 rejected"]);
  });
});

describe("what was decided just before everything was stopped", () => {
  it("is shown once it goes on, and the task doesn't end before", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog"));
    await one.run();
    await say(one, "post-1", "rejected");
    await say(one, "blog-1", "rejected");
    const reason = "wrong recipients";
    const made = await stop(spine, { scope: { kind: "all" }, person: maya, reason });
    expect(await one.run()).toMatchObject({ waits: expect.any(Number) });
    await resume(spine, { stopId: made.stop.id, person: maya, reason: "mended" });
    expect(await one.run()).toEqual(["post-1 rejected", "blog-1 rejected"]);
    const kept = await spine.db.select().from(effects).where(eq(effects.taskId, one.taskId));
    expect(kept.filter(({ state }) => state !== "applied")).toEqual([]);
  });
});
