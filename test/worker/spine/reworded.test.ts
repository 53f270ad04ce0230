import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { approvals, effects, ledger, tasks } from "../../../shared/db/schema.ts";
import { bundleOf } from "../../../shared/spine/bundle.ts";
import { editProposal } from "../../../shared/spine/edit-proposal.ts";
import { replaceable, replaceProposal } from "../../../shared/spine/replace-proposal.ts";
import { clickOn, sandbox, thread } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";
import { send, viewOf } from "../support/task.ts";
import { anInstance, parts, questionIn, rowOf, say, titlesOut } from "../support/together.ts";

beforeAll(async () => {
  await sandbox("/slack/_sandbox/reset", {});
});

describe("a person's wording", () => {
  const edit = async (approvalId: string, body: object, token = "test-api-token") =>
    send(`/api/approvals/${approvalId}/edit`, body, { authorization: `Bearer ${token}` });

  it("takes the place of what waits, with their name, and is approved by somebody else", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog"));
    await one.run();
    const { id, digest } = await rowOf(one, "post-1");
    const refusals = [
      await edit(id, { digest, wording: { title: "x".repeat(151) } }),
      await edit(id, { digest, wording: { channel: "C0OTHER" } }),
      await edit(id, { digest: "0".repeat(64), wording: { title: mark } }),
      await edit(id, { digest, publishAt: "2020-01-01T00:00:00Z" }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 400, 409, 400]);
    const [tooLong, foreign] = await Promise.all(refusals.map(async (refusal) => refusal.text()));
    expect(tooLong).toContain("150");
    expect(foreign).toContain("only title, markdown can");

    const words = `${mark} in our words`;
    const answer = await edit(id, { digest, wording: { title: words } }, "approver-token");
    expect(answer.status).toBe(200);
    expect((await rowOf(one, "post-1")).status).toBe("superseded");
    const edited = await rowOf(one, "post-1-edit-1");
    expect(edited).toMatchObject({ bundle: bundleOf(one.taskId, 1), status: "pending", wordedBy: "arno" });
    // A second person who has seen the old words is told.
    expect((await edit(id, { digest, wording: { title: mark } })).status).toBe(409);

    await one.run();
    expect((await questionIn(one)).words).toContain(words);
    await say(one, "post-1-edit-1", "approved", "maya");
    await say(one, "blog-1", "rejected");
    expect(await one.run()).toEqual(["post-1 applied", "blog-1 rejected"]);
    expect(await titlesOut(mark)).toEqual([`*${words}*`]);
    const facts = await spine.db
      .select()
      .from(ledger)
      .where(and(eq(ledger.taskId, one.taskId), eq(ledger.type, "proposal.edited")));
    expect(facts.map(({ summary }) => summary)).toEqual([expect.stringContaining("arno edited title")]);
  });
});

describe("one alone", () => {
  it("is worded anew where it was asked about, and goes out as it was worded", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post"));
    await one.run();
    const { id, digest } = await rowOf(one, "post-1");
    const words = { digest, wording: { markdown: "All is better." } };
    expect((await send(`/api/approvals/${id}/edit`, words)).status).toBe(200);
    await one.run();
    const message = (await thread(one.root)).at(-1);
    expect(JSON.stringify(message?.blocks)).toContain("All is better.");
    const edited = await rowOf(one, "post-1-edit-1");
    const button = { approvalId: edited.id, digest: edited.digest };
    await clickOn("U0MAYA", "approval.approve", {
      ...button,
      message: { channel: "C0CONTENT", ts: message?.ts ?? "" },
    });
    expect(await one.run()).toEqual(["post-1 applied"]);
    const { messages } = await sandbox<{ messages: { text: string }[] }>(
      "/slack/_people/messages?channel=C0GENERAL",
    );
    expect(messages.filter(({ text }) => text.includes(mark)).map(({ text }) => text)).toEqual([
      `*${mark} post*\n\nAll is better.`,
    ]);
  });

  it("is moved without another yes where the rules say so, and never once it has left", async () => {
    const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const one = await anInstance([{ key: "post", title: unique(), publishAt: later(1) }]);
    await one.run();
    await say(one, "post-1");
    const { id, digest } = await rowOf(one, "post-1");
    const move = { approvalId: id, digest, wording: {}, publishAt: later(2), channel: "dashboard" } as const;
    const rules = { movingAsks: false };
    expect(await editProposal(spine, { ...move, by: "vera" }, rules)).toMatchObject({ code: "not_allowed" });
    expect(await editProposal(spine, { ...move, by: "maya" }, rules)).toMatchObject({ kind: "edited" });
    const moved = await rowOf(one, "post-1-edit-1");
    expect(moved).toMatchObject({ status: "approved", decidedBy: "maya", wordedBy: null });
    const stale = await replaceable(spine, moved.id);
    if (stale === null) throw new Error("it is gone");
    await spine.db.update(effects).set({ sentAt: 1 }).where(eq(effects.actionId, moved.actionId));
    const replacement = { payload: JSON.parse(stale.action.payload), by: "maya", worded: false };
    const why = { type: "proposal.edited", summary: "moved", data: {} } as const;
    expect(await replaceProposal(spine, { ...stale, ...replacement, why })).toEqual({ kind: "changed" });
    expect((await rowOf(one, "post-1-edit-1")).status).toBe("approved");
  });
});

describe("something with a time of its own", () => {
  it("waits for it over restarts, says so, and moves with it what was approved", async () => {
    const mark = unique();
    const soon = new Date(Date.now() + 2500).toISOString();
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const one = await anInstance([
      { key: "post", title: `${mark} post`, publishAt: later },
      { key: "blog", title: `${mark} blog` },
    ]);
    await one.run();
    await say(one, "post-1");
    await say(one, "blog-1");
    expect(await one.run()).toMatchObject({ waits: expect.any(Number) });
    expect(await titlesOut(mark)).toEqual([`*${mark} blog*`]);
    const { task } = await viewOf(one.taskId);
    expect(task.status).toBe("waiting_time");

    const { id, digest } = await rowOf(one, "post-1");
    const moved = await send(`/api/approvals/${id}/edit`, { digest, publishAt: soon });
    expect(moved.status).toBe(200);
    // Another time is another thing: it is asked about again, and what was approved can't leave any more.
    const effect = await spine.db
      .select()
      .from(effects)
      .where(eq(effects.actionId, `${one.taskId}.post-1`))
      .get();
    expect(effect?.state).toBe("failed");
    expect((await rowOf(one, "post-1")).status).toBe("superseded");
    await one.run();
    await say(one, "post-1-edit-1");
    for (let state = await one.run(); !Array.isArray(state); state = await one.run()) {
      if (Date.now() < Date.parse(soon)) expect(await titlesOut(mark)).toEqual([`*${mark} blog*`]);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));
    expect(await titlesOut(mark)).toHaveLength(2);
  });

  it("is asked about anew when its time was missed, and goes out at a second yes", async () => {
    const mark = unique();
    const hours = 3_600_000;
    const past = new Date(Date.now() - 2 * hours).toISOString();
    const one = await anInstance([
      { key: "post", title: `${mark} post`, publishAt: past },
      ...parts(mark, "blog"),
    ]);
    await one.run();
    await say(one, "post-1");
    await say(one, "blog-1");
    await spine.db
      .update(approvals)
      .set({ decidedAt: Date.now() - 3 * hours })
      .where(eq(approvals.id, (await rowOf(one, "post-1")).id));
    await one.run();
    expect(await titlesOut(mark)).toEqual([`*${mark} blog*`]);
    const task = await spine.db.select().from(tasks).where(eq(tasks.id, one.taskId)).get();
    expect(task?.status).toBe("waiting_approval");
    await say(one, "post-1-edit-1");
    expect(await one.run()).toEqual(["post-1 applied", "blog-1 applied"]);
    expect(await titlesOut(mark)).toHaveLength(2);
  });
});
