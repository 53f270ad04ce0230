import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { approvals, effects, fixes, ledger, posts, signals, tasks } from "../../../shared/db/schema.ts";
import { assignmentById } from "../../../shared/executor/assignments.ts";
import { endAssignment } from "../../../shared/executor/end-assignment.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { BugFixWorkflow } from "../../../workflows/bug-fix/bug-fix-workflow.ts";
import { EditorialWorkflow } from "../../../workflows/editorial/editorial-workflow.ts";
import { OutageEngine } from "../support/outage-engine.ts";
import { sandbox, thread, writeInSlack } from "../support/slack.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { brief } from "../support/task.ts";

/** What an editorial task and a fix speak to. */
const services = ["anthropic", "slack", "pages", "github"] as const;

beforeEach(() => vi.setSystemTime(Date.now()));
afterEach(async () => {
  for (const service of services) await sandbox(`/${service}/_sandbox/forget`, {});
  vi.useRealTimers();
});

/** Somebody says yes, on the dashboard, to all that waits for it. */
async function approve(taskId: string): Promise<void> {
  const waiting = await spine.db.select().from(approvals).where(eq(approvals.taskId, taskId));
  for (const { id, status, digest } of waiting)
    if (status === "pending")
      await decide(spine, {
        approvalId: id,
        digest,
        decision: "approved",
        by: "arno",
        channel: "api",
        reason: null,
      });
}

/** Runs a workflow's steps by an engine, in the place of the platform. */
async function work(
  workflow: typeof EditorialWorkflow | typeof BugFixWorkflow,
  taskId: string,
  engine: OutageEngine,
) {
  await Reflect.apply(workflow.prototype.run, { env }, [{ payload: { taskId } }, engine]);
}

async function recorded(taskId: string) {
  const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(ledger.seq);
  const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
  const left = await spine.db.select().from(effects).where(eq(effects.taskId, taskId));
  return { task, facts, left: left.filter(({ state }) => state !== "applied") };
}

/** A task with its signal, whose workflow the platform knows nothing of. */
async function aTaskOf(id: string, kind: string, body: object, conversation: string): Promise<string> {
  await aTask({ id, kind: id.replace(/-[^-]*$/, ""), conversation });
  await spine.db
    .update(signals)
    .set({ kind, body })
    .where(eq(signals.id, `api:test:${id}`));
  return id;
}

async function aRequest() {
  const { ts } = await writeInSlack("U0PRIYA", brief);
  const said = {
    type: "slack",
    channel: "C0CONTENT",
    thread: ts,
    reply: false,
    user: "U0PRIYA",
    text: brief,
  };
  const taskId = await aTaskOf(unique("editorial"), "slack.mention", said, `C0CONTENT:${ts}`);
  return { taskId, ts };
}

describe("half an hour without any service", () => {
  it.each([0, 2, 4, 6])(
    "from step %d on ends no request, costs few steps, and is seen while it lasts",
    { timeout: 60_000 },
    async (at) => {
      const { taskId, ts } = await aRequest();
      const seen: string[] = [];
      const look = async () => {
        const row = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
        if (row?.awaits) seen.push(row.awaits.words);
      };
      const engine = new OutageEngine({ services, at }, async () => approve(taskId), look);
      await work(EditorialWorkflow, taskId, engine);
      expect(engine.isOver).toBe(true);
      expect(engine.cost).toBeLessThanOrEqual(64);
      expect(seen.at(-1)).toMatch(/^waits for .+, down since \d\d:\d\d UTC$/);
      const { task, facts, left } = await recorded(taskId);
      expect(task).toMatchObject({ status: "done", awaits: null });
      expect(left).toEqual([]);
      expect(await spine.db.select().from(posts).where(eq(posts.taskId, taskId))).toHaveLength(1);
      // Each thing was said once, however often it was tried.
      const said = (await thread(ts)).map(({ text }) => text);
      expect(said).toEqual([...new Set(said)]);
      const count = (type: string) => facts.filter((one) => one.type === type).length;
      expect(count("service.waited")).toBe(count("service.resumed"));
      expect(count("service.waited")).toBeLessThanOrEqual(2);
    },
  );
});

describe("a fix whose services go down for half an hour", () => {
  it(
    "finds its repository all the same, and its work goes on when Claude answers again",
    { timeout: 60_000 },
    async () => {
      // GitHub looks at its own clock when it is there again.
      vi.setSystemTime(Date.now() - 32 * 60_000);
      const report = {
        type: "bug",
        source: "cli",
        by: "maya",
        title: unique(),
        text: "It crashes.",
        frames: [],
        errorType: null,
        events: null,
        users: null,
        level: null,
        repository: "acme/checkout",
        origin: { kind: "api" },
        project: "default",
        channel: "C0CONTENT",
      };
      const taskId = await aTaskOf(unique("bug-fix"), "api.bug", report, "");
      const now = Date.now();
      const fix = {
        fingerprint: taskId,
        depth: "offer",
        state: "open",
        createdAt: now,
        updatedAt: now,
      } as const;
      await spine.db.insert(fixes).values({ taskId, ...fix });
      const nobody = async () => expect.fail("nobody was to be asked");
      // The executor is played by its ends: it has met Claude without an answer, and then the base has moved.
      const played = async (step: string) => {
        const id = /^watch (.+) 1$/.exec(step)?.[1] ?? "";
        const assignment = await assignmentById(spine, id);
        if (assignment === undefined) return;
        const of = { phase: "plan", reason: "529" } as const;
        await endAssignment(
          spine,
          assignment,
          id.endsWith(".1")
            ? { ...of, kind: "unavailable", service: "anthropic" }
            : { ...of, kind: "failed", code: "stale" },
        );
      };
      const engine = new OutageEngine({ services: ["github", "slack"], at: 1 }, nobody, played);
      await work(BugFixWorkflow, taskId, engine);
      expect(engine.isOver).toBe(true);
      const { task, facts, left } = await recorded(taskId);
      expect(task).toMatchObject({ status: "failed", failure: { message: "plan: 529" } });
      expect(left).toEqual([]);
      const of = (type: string) => facts.filter((one) => one.type === type);
      expect(of("repository.found")).toHaveLength(1);
      expect(of("assignment.queued").map(({ data }) => data["assignmentId"])).toEqual([
        `${taskId}.plan-1.1`,
        `${taskId}.plan-1.2`,
      ]);
      expect(of("service.waited").map(({ data }) => data["service"])).toContain("anthropic");
      expect(of("service.waited")).toHaveLength(of("service.resumed").length);
    },
  );
});
