import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { posts, tasks } from "../../../shared/db/schema.ts";
import { EditorialWorkflow } from "../../../workflows/editorial/editorial-workflow.ts";
import { OutageEngine } from "../support/outage-engine.ts";
import { sandbox, thread, writeInSlack } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";
import { brief } from "../support/task.ts";
import { approveAll, aTaskOf, recorded, work } from "../support/worked.ts";

/** What an editorial task speaks to. */
const services = ["anthropic", "slack", "pages", "github"] as const;

beforeEach(() => vi.setSystemTime(Date.now()));
afterEach(async () => {
  for (const service of services) await sandbox(`/${service}/_sandbox/forget`, {});
  vi.useRealTimers();
});

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
      const engine = new OutageEngine({ services, at }, async () => approveAll(taskId), look);
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
