import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { tasks } from "../../../shared/db/schema.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { api } from "../support/task.ts";

const body = async (response: Response) => JSON.parse(await response.text());

describe("the list of tasks", () => {
  const list = async (
    query: Record<string, string>,
  ): Promise<{ tasks: { id: string }[]; nextCursor: string | null }> =>
    body(await api(`/api/tasks?${new URLSearchParams(query).toString()}`));

  async function walk(query: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await list({ ...query, limit: "3", ...(cursor === "" ? {} : { cursor }) });
      expect(page.tasks.length).toBeLessThanOrEqual(3);
      ids.push(...page.tasks.map((task) => task.id));
      cursor = page.nextCursor;
    }
    return ids;
  }

  it("is narrowed by each filter and by all together, without gaps or repeats from page to page", async () => {
    const kind = unique("kind");
    const project = unique("project");
    const at = Date.now();
    const made: { id: string; status: string; title: string }[] = [];
    for (let n = 0; n < 14; n++) {
      const status = n % 2 === 0 ? ("failed" as const) : ("done" as const);
      const title = n % 3 === 0 ? `Lanterns ${kind} at night` : null;
      // Several in the same millisecond: the id decides between them.
      const id = await aTask({ kind, project, status, title, createdAt: at + Math.floor(n / 4) });
      made.push({ id, status, title: title ?? "" });
    }
    const ids = (some: { id: string }[]) => some.map((one) => one.id).toSorted();
    const failed = made.filter((one) => one.status === "failed");
    const titled = made.filter((one) => one.title !== "");
    expect((await walk({ kind })).toSorted()).toEqual(ids(made));
    expect((await walk({ project })).toSorted()).toEqual(ids(made));
    expect((await walk({ status: "failed", kind })).toSorted()).toEqual(ids(failed));
    expect((await walk({ status: "failed", kind, project })).toSorted()).toEqual(ids(failed));
    expect((await walk({ kind, project: "default" })).toSorted()).toEqual([]);
    const q = `lanterns ${kind}`;
    const found = await walk({ q });
    expect(found).toEqual(titled.map((one) => one.id).toReversed());
    const both = titled.filter((one) => one.status === "failed");
    expect(await walk({ q, status: "failed" })).toEqual(both.map((one) => one.id).toReversed());
    expect(await walk({ q, project: "default" })).toEqual([]);
  });

  it("goes on where it was while new tasks come in", async () => {
    const mark = unique("growing");
    const first = [await aTask({ title: mark }), await aTask({ title: mark }), await aTask({ title: mark })];
    const page = await list({ q: mark, limit: "2" });
    expect(page.tasks.map((task) => task.id)).toEqual([first[2], first[1]]);
    await aTask({ title: mark });
    const next = await list({ q: mark, limit: "2", cursor: page.nextCursor ?? "" });
    expect(next.tasks.map((task) => task.id)).toEqual([first[0]]);
  });

  it("finds a part of a title, an id or a requester, and what a title has become", async () => {
    const requestedBy = unique("person");
    const id = await aTask({ requestedBy, title: null });
    expect((await list({ q: id.slice(3) })).tasks.map((task) => task.id)).toEqual([id]);
    expect((await list({ q: requestedBy.slice(2).toUpperCase() })).tasks.map((task) => task.id)).toEqual([
      id,
    ]);
    const title = unique("Größe");
    await spine.db.update(tasks).set({ title }).where(eq(tasks.id, id));
    expect((await list({ q: title.slice(1, -1) })).tasks.map((task) => task.id)).toEqual([id]);
  });

  it.each([
    '"',
    '""',
    "*",
    "a* OR b",
    "NEAR(a b)",
    "%",
    "_",
    "title:",
    "{id title}:",
    "'; DROP",
    "^-+",
    "\\",
    "😀",
  ])("takes %j for nothing but what it is", async (hostile) => {
    const mark = unique("odd");
    const title = `before ${mark} ${hostile} behind`;
    const id = await aTask({ title });
    await aTask({ title: `before ${mark} and behind` });
    expect((await list({ q: `${mark} ${hostile} beh` })).tasks.map((task) => task.id)).toEqual([id]);
    expect((await list({ q: `${mark}${hostile}nowhere` })).tasks).toEqual([]);
  });

  it("refuses what can't be looked for, and filters that there aren't", async () => {
    for (const query of ["q=ab", "q=ab%20", "q=abc%00def", "status=asleep", "project=", "cursor=nonsense"])
      expect(`${query} ${(await api(`/api/tasks?${query}`)).status}`).toBe(`${query} 400`);
    expect((await api("/api/tasks?q=%22%22%22")).status).toBe(200);
  });
});
