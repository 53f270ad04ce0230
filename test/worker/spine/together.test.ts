import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { slackReport } from "../../../shared/actions/slack-report.ts";
import { actions, approvals, effects, ledger, tasks } from "../../../shared/db/schema.ts";
import { mrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { bundleDigest } from "../../../shared/domain/bundle-digest.ts";
import { bundleOf, openIn } from "../../../shared/spine/bundle.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { decideBundle } from "../../../shared/spine/decide-bundle.ts";
import { editProposal } from "../../../shared/spine/edit-proposal.ts";
import { replaceable, replaceProposal } from "../../../shared/spine/replace-proposal.ts";
import { carryOutTogether } from "../../../workflows/carry-out/carry-out-together.ts";
import type { Batch, Undertaking } from "../../../workflows/carry-out/undertaking.ts";
import { DurableRun } from "../../../workflows/durable-run.ts";
import type { StepEngine } from "../../../workflows/durable-steps.ts";
import { clickOn, sandbox, thread } from "../support/slack.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { send, viewOf } from "../support/task.ts";

type Result = Record<string, string>;

/** What the engine says when there is nothing to do but wait. */
class Waits extends Error {
  readonly ms: number;

  constructor(ms: number) {
    super("it waits");
    this.ms = ms;
  }
}

/** The machine went down here. */
class Killed extends Error {}

/** A piece of a version: a report to a channel, which is how the stand-in for Slack shows that it went out. */
interface Part {
  key: string;
  title: string;
  publishAt?: string;
  channel?: string;
}

/**
 * A task's instance, run by an engine that begins anew from what its steps have left at each wake. Each look is thus a
 * restart, and it can be killed at any step: what that has done stays done, its result is lost.
 */
class Instance {
  readonly taskId: string;
  readonly #batch: (revision: number, keys?: string[]) => Batch<Result>;
  readonly #known = new Map<string, string>();
  #steps = 0;
  #killAt: number | null = null;
  root = "";

  constructor(taskId: string, parts: readonly Part[]) {
    this.taskId = taskId;
    this.#batch = (revision, keys) => batchOf(parts, revision, keys);
  }

  /** Goes on until it waits, is killed or has ended. */
  async run(killAt: number | null = null): Promise<string[] | { waits: number } | "killed"> {
    this.#steps = 0;
    this.#killAt = killAt;
    const run = await DurableRun.open(env, this.#engine(), this.taskId);
    run.thread = { channel: "C0CONTENT", thread: this.root };
    let revision = 1;
    try {
      const finished = await carryOutTogether(run, this.#batch(1), async (_asked, wishes) =>
        this.#batch(
          ++revision,
          wishes.map(({ work }) => work.key.replace(/-\d+$/, "")),
        ),
      );
      return finished.map(({ work, ended }) => `${work.key} ${ended.kind}`);
    } catch (error) {
      if (error instanceof Killed) return "killed";
      if (error instanceof Waits) return { waits: error.ms };
      throw error;
    }
  }

  #engine(): StepEngine {
    return {
      do: async (name, _config, callback) => {
        const known = this.#known.get(name);
        if (known !== undefined) return known;
        const result = await callback();
        if (++this.#steps === this.#killAt) throw new Killed();
        this.#known.set(name, result);
        return result;
      },
      sleep: async () => {},
      waitForEvent: async (name, { timeout }) => {
        if (this.#known.has(name)) return {};
        // Whoever runs it again has woken it.
        this.#known.set(name, "");
        throw new Waits(typeof timeout === "number" ? timeout : 0);
      },
    };
  }
}

function batchOf(parts: readonly Part[], revision: number, keys?: string[]): Batch<Result> {
  const chosen = parts.filter(({ key }) => keys === undefined || keys.includes(key));
  const [work, ...works] = chosen.map(
    ({ key, title, publishAt = null, channel = "C0GENERAL" }): Undertaking<Result> => ({
      key: `${key}-${revision}`,
      result: z.record(z.string(), z.string()),
      revisable: true,
      proposal: async () => ({
        kind: "slack_report",
        payload: {
          channel,
          title: revision === 1 ? title : `${title}, version ${revision}`,
          markdown: "All is well.",
          publishAt,
        },
        provenance: "operator",
        revision,
      }),
      view: async (actionId) => {
        const action = await spine.db.select().from(actions).where(eq(actions.id, actionId)).get();
        return { ...slackReport.preview(JSON.parse(action?.payload ?? "{}")), facts: [] };
      },
    }),
  );
  if (work === undefined) throw new Error("no parts");
  const nouns = chosen.map(({ key }) => `${key} report`);
  const together = { revision, title: "A launch", nouns, facts: [mrkdwn`x`] };
  return { works: [work, ...works], together: parts.length === 1 ? null : together };
}

async function anInstance(parts: readonly Part[]): Promise<Instance> {
  const taskId = await aTask({ id: unique("editorial"), requestedBy: "priya" });
  const instance = new Instance(taskId, parts);
  const { ts } = await sandbox<{ ts: string }>("/slack/_people/message", {
    user: "U0PRIYA",
    channel: "C0CONTENT",
    text: "launch",
  });
  instance.root = ts;
  return instance;
}

const parts = (mark: string, ...keys: string[]): Part[] =>
  keys.map((key) => ({ key, title: `${mark} ${key}` }));
/** What stands in the channel, by its first line. */
const titlesOut = async (mark: string) => {
  const { messages } = await sandbox<{ messages: { channel: string; text: string }[] }>(
    "/slack/_people/messages?channel=C0GENERAL",
  );
  return messages.filter(({ text }) => text.includes(mark)).map(({ text }) => text.split("\n")[0]);
};

const rowsOf = async (taskId: string) =>
  spine.db.select().from(approvals).where(eq(approvals.taskId, taskId)).orderBy(approvals.createdAt);
const rowOf = async ({ taskId }: Instance, key: string) => {
  const row = (await rowsOf(taskId)).find(({ actionId }) => actionId === `${taskId}.${key}`);
  if (row === undefined) throw new Error(`${key} was not proposed`);
  return row;
};
const say = async (
  instance: Instance,
  key: string,
  decision: "approved" | "rejected" | "revised" = "approved",
  by = "maya",
) => {
  const { id, digest } = await rowOf(instance, key);
  const reason = decision === "approved" ? null : "too loud";
  return decide(spine, { approvalId: id, digest, decision, by, channel: "api", reason });
};

/** The message that asks, with what its buttons stand for. */
async function questionIn({ root }: Instance) {
  const message = (await thread(root)).find(({ blocks }) => blocks.length > 4);
  if (message === undefined) throw new Error("nobody was asked");
  const buttons = message.blocks.flatMap(({ elements = [] }) =>
    elements.flatMap(({ action_id, value }) => (value === undefined ? [] : [{ action_id, value }])),
  );
  const at = { channel: "C0CONTENT", ts: message.ts };
  const all = buttons.find(({ action_id }) => action_id === "bundle.approve");
  return {
    at,
    words: JSON.stringify(message.blocks),
    each: buttons.filter(({ action_id }) => action_id === "approval.approve").map(({ value }) => value),
    all: z.looseObject({}).parse(JSON.parse(all?.value ?? "{}")),
  };
}

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
