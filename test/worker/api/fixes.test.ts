import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { fixesEndpoints } from "../../../shared/api/fixes.ts";
import type { BugReport } from "../../../shared/jobs/bug-fix/report.ts";
import { fixes, signals } from "../../../shared/db/schema.ts";
import { cancelTask } from "../../../shared/spine/cancel-task.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

const report: BugReport = {
  type: "bug",
  source: "jira",
  by: "jira",
  title: "The total is NaN",
  text: "",
  errorType: null,
  errorMessage: null,
  frames: [],
  events: null,
  users: null,
  level: null,
  repository: "acme/shop",
  origin: { kind: "jira", issue: "SHOP-12", url: "https://acme.example/browse/SHOP-12" },
  project: "default",
  channel: null,
};

async function aFix(over: Partial<typeof fixes.$inferInsert> = {}, createdAt = spine.now()): Promise<string> {
  const signalId = `jira:${unique()}`;
  await spine.db.insert(signals).values({
    id: signalId,
    kind: "jira.labelled",
    provenance: "external",
    status: "handled",
    body: report,
    receivedAt: createdAt,
  });
  const taskId = await aTask({ kind: "bug_fix", signalId, title: report.title, createdAt });
  await spine.db.insert(fixes).values({
    taskId,
    fingerprint: taskId,
    state: "open",
    depth: "offer",
    repository: "acme/shop",
    createdAt,
    updatedAt: createdAt,
    ...over,
  });
  return taskId;
}

const listed = async (query = "") =>
  fixesEndpoints.list.answer.parse(await (await api(`/api/fixes${query}`)).json());
const read = async (id: string) =>
  fixesEndpoints.get.answer.parse(await (await api(`/api/fixes/${id}`)).json());

describe("fixes", () => {
  it("are listed newest first with what is known of them, and without tasks that fix nothing", async () => {
    const other = await aTask();
    const fix = await aFix({ pullRequest: 7, url: "https://github.example/acme/shop/pull/7" });
    const unread = await aTask({ kind: "bug_fix", title: "Not looked at yet", createdAt: spine.now() + 1 });
    const rows = (await listed()).fixes;
    expect(rows.map(({ taskId }) => taskId)).not.toContain(other);
    expect(rows.slice(0, 2)).toMatchObject([
      { taskId: unread, title: "Not looked at yet", state: null, repository: null, url: null },
      { taskId: fix, state: "open", repository: "acme/shop", pullRequest: 7 },
    ]);
  });

  it("are parted from a report that was taken for theirs: it begins a task of its own, and once", async () => {
    const title = `The total of ${unique()} is NaN`;
    const tell = async () => {
      const answer = await send("/api/bugs", { title }, { "idempotency-key": unique() });
      return fixesEndpoints.report.answer.parse(await answer.json());
    };
    const { taskId } = await tell();
    await vi.waitFor(async () => expect((await api(`/api/fixes/${taskId}`)).status).toBe(200), 20_000);
    expect(await tell()).toMatchObject({ taskId, linked: `it is being fixed already: ${taskId}` });
    const part = async (signal?: string) => send(`/api/fixes/${taskId}/apart`, { signal });
    expect((await part("jira:none")).status).toBe(409);
    const own = fixesEndpoints.apart.answer.parse(await (await part()).json());
    expect(own.taskId).not.toBe(taskId);
    expect(fixesEndpoints.apart.answer.parse(await (await part(own.signalId)).json())).toEqual(own);
    await vi.waitFor(async () => expect((await api(`/api/tasks/${own.taskId}`)).status).toBe(200), 20_000);
    for (const id of [taskId, own.taskId])
      await cancelTask(spine, { taskId: id, by: "lena", reason: "that is enough" });
  });

  it("come page by page, none lost or repeated though their times are the same", async () => {
    const at = spine.now() + 60_000;
    const mine = new Set<string>();
    for (let n = 0; n < 5; n++) mine.add(await aFix({}, at));
    const seen: string[] = [];
    let cursor: string | null = "";
    while (seen.length < mine.size && cursor !== null) {
      const page = await listed(`?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.fixes.map(({ taskId }) => taskId));
      cursor = page.nextCursor;
    }
    expect(seen.slice(0, mine.size).toSorted()).toEqual([...mine].toSorted());
  });

  it("say where the bug was reported", async () => {
    expect((await read(await aFix())).origin).toEqual({
      source: "jira",
      name: "SHOP-12",
      url: "https://acme.example/browse/SHOP-12",
    });
  });

  it("can be read though the plan's artefact is gone", async () => {
    const taskId = await aFix({ planKey: "fixes/gone/plan.json", revision: 1 });
    expect(await env.ARTEFACTS.get("fixes/gone/plan.json")).toBeNull();
    expect(await read(taskId)).toMatchObject({ taskId, revision: 1, planned: null, runs: [] });
  });
});
