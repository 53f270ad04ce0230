import { beforeEach, describe, expect, it } from "vitest";
import { ago, aJira, create, look, minute, told } from "./jira-play.ts";

let jira: ReturnType<typeof aJira>;
beforeEach(() => {
  jira = aJira();
});

describe("Jira as a source", () => {
  it("goes back to the given moment at first, and tells of each change once", async () => {
    await jira.play(
      create("Old", { at: ago(120) }),
      create("New", { at: ago(20), description: "Why", due: "2026-12-01", points: 5, sprint: "Sprint 4" }),
      { kind: "move", issue: "ATL-1", to: "Blocked", at: ago(60) },
      { kind: "assign", issue: "ATL-1", to: "jonas", at: ago(15) },
      { kind: "comment", issue: "ATL-2", text: "One\n\nTwo", by: "lena", at: ago(10) },
    );
    const line = jira.line();
    const first = await look(line, null);
    expect(told(first)).toEqual(["ATL-2 ticket_created", "ATL-1 ticket_assignee", "ATL-2 ticket_comment"]);
    expect(first.signals).toMatchObject([
      { text: "New\n\nWhy" },
      { detail: { from: null, to: "Jonas Berg" } },
      { text: "One\nTwo", author: { name: "Lena Fischer" }, provenance: "internal" },
    ]);
    expect(first.items).toMatchObject([
      { key: "ATL-1", status: "Blocked", blocked: true, assignee: "Jonas Berg" },
      { key: "ATL-2", due: "2026-12-01", points: 5, sprint: "Sprint 4", phase: "to_do" },
    ]);

    await jira.play({ kind: "flag", issue: "ATL-2", on: true });
    const next = await look(line, first.checkpoint);
    expect(told(next)).toEqual(["ATL-2 ticket_blocked"]);
    expect(next.items).toMatchObject([{ key: "ATL-2", blocked: true }]);

    await jira.play({ kind: "due", issue: "ATL-2", date: null });
    const last = await look(line, next.checkpoint);
    expect(told(last)).toEqual(["ATL-2 ticket_due"]);

    jira.calls.length = 0;
    expect(await look(line, last.checkpoint)).toMatchObject({ signals: [], items: [], more: false });
    expect(jira.calls).toEqual(["POST search/jql"]);
  });

  it("finds by its overlap what the search knew too late, and only that", async () => {
    const line = jira.line();
    await jira.play(create("Known", { at: ago(2) }));
    await jira.set({ searchLagMs: minute });
    const first = await look(line, null);
    await jira.play(create("Late", { at: ago(1) }));
    const blind = await look(line, first.checkpoint);
    expect(told(blind)).toEqual([]);
    await jira.set({ searchLagMs: 0 });
    const second = await look(line, blind.checkpoint);
    expect([...told(first), ...told(second)].toSorted()).toEqual([
      "ATL-1 ticket_created",
      "ATL-2 ticket_created",
    ]);
  });

  it.each(["America/Los_Angeles", "Pacific/Auckland"])(
    "asks in minutes, so that an account in %s finds the same",
    async (timeZone) => {
      await jira.set({ timeZone });
      await jira.play(create("Before", { at: ago(200) }), create("Lately", { at: ago(20) }));
      expect(told(await look(jira.line(), null))).toEqual(["ATL-2 ticket_created"]);
    },
  );

  it("loses none of the issues that change between two pages, and tells none twice", async () => {
    await jira.set({ pageSize: 2 });
    await jira.play(...[1, 2, 3, 4, 5, 6].map((n) => create(`Issue ${n}`, { at: ago(20 - n) })));
    // After the fields, who we are and the first page, its issues go to the end: two others move up to where it has been.
    const line = jira.line("ATL", {
      3: async () =>
        jira.play({ kind: "flag", issue: "ATL-1", on: true }, { kind: "flag", issue: "ATL-2", on: true }),
    });
    const first = await look(line, null);
    const second = await look(line, first.checkpoint);
    const all = [...told(first), ...told(second)];
    expect(all.filter((one) => one.endsWith("created"))).toHaveLength(6);
    expect(all.filter((one) => one.endsWith("blocked"))).toHaveLength(2);
    expect(new Set(all).size).toBe(8);
  });

  it("begins its pages anew when the next is there no more", async () => {
    await jira.set({ pageSize: 1, tokenMs: 0 });
    await jira.play(create("One", { at: ago(5) }), create("Two", { at: ago(4) }));
    const line = jira.line("ATL", { 4: async () => jira.set({ tokenMs: 60 * minute }) });
    expect(told(await look(line, null))).toEqual(["ATL-1 ticket_created", "ATL-2 ticket_created"]);
    await jira.set({ tokenMs: 0 });
    expect(await jira.line().fetchDelta(null, Date.now() - 30 * minute)).toMatchObject({
      kind: "failed",
      error: expect.stringContaining("nextPageToken"),
    });
  });

  it("reads the whole of a changelog and a talk of which a search shows a part", async () => {
    await jira.set({ changelogShown: 2, commentsShown: 1 });
    await jira.play(create("Busy", { at: ago(25) }));
    for (let n = 20; n > 14; n -= 1)
      await jira.play(
        { kind: "flag", issue: "ATL-1", on: n % 2 === 0, at: ago(n) },
        { kind: "comment", issue: "ATL-1", text: `Note ${n}`, at: ago(n) },
      );
    const { signals } = await look(jira.line(), null);
    expect(signals).toHaveLength(13);
    expect(new Set(signals.map(({ id }) => id)).size).toBe(13);
  });

  it("reads anew, and says so, from a checkpoint that nobody can make out", async () => {
    await jira.play(create("One", { at: ago(5) }));
    const line = jira.line();
    const { signals } = await look(line, null);
    const again = await look(line, "{}");
    expect(again.signals.map(({ id }) => id)).toEqual(signals.map(({ id }) => id));
    expect(again.note).toContain("anew");
  });

  it("says what to mend, and how long to wait", async () => {
    const wrong = await jira.line("GONE").healthCheck();
    expect(wrong).toMatchObject({ ok: false, detail: expect.stringContaining("projectWatch") });
    const line = jira.line();
    expect(await line.healthCheck()).toEqual({ ok: true, detail: "Signalbox sees Atlas (ATL)" });
    await jira.fault({ path: "/search/jql", status: 429, retryAfter: 90 });
    expect(await line.fetchDelta(null, Date.now())).toMatchObject({ kind: "failed", afterMs: 90_000 });
    await jira.fault({ path: "/search/jql", status: 401 });
    expect(await line.fetchDelta(null, Date.now())).toMatchObject({
      error: expect.stringContaining("JIRA_API_TOKEN"),
    });
  });
});

describe("a ticket that leaves its project", () => {
  it("is gone there and new where it comes to, and its past stays where it was", async () => {
    await jira.play(create("Wanders", { at: ago(20) }));
    const line = jira.line();
    const { items, checkpoint } = await look(line, null);
    await jira.play(
      { kind: "flag", issue: "ATL-1", on: true, at: ago(3) },
      { kind: "moveToProject", issue: "ATL-1", project: "WEB", at: ago(2) },
      { kind: "move", issue: "WEB-4", to: "Done", at: ago(1) },
    );
    expect(told(await look(line, checkpoint))).toEqual([]);
    const gone = await line.reconcile?.(items);
    expect(gone).toMatchObject({
      kind: "delta",
      signals: [{ type: "ticket_removed", item: "ATL-1", detail: { from: "ATL-1", to: "WEB-4" } }],
      items: [{ key: "ATL-1", removed: true }],
    });
    const web = await look(jira.line("WEB"), null, Date.now() - 10 * minute);
    const arrived = web.signals.filter(({ item }) => item === "WEB-4");
    expect(told({ signals: arrived })).toEqual(["WEB-4 ticket_created", "WEB-4 ticket_status"]);
  });

  it("is told of when it was deleted; and what is there and unknown is taken down", async () => {
    await jira.play(create("Stays", { at: ago(20) }), create("Goes", { at: ago(19) }));
    const line = jira.line();
    const { items, checkpoint } = await look(line, null);
    await jira.play(
      { kind: "delete", issue: "ATL-2" },
      create("Imported with an old date", { at: ago(60 * 24 * 90) }),
    );
    const reconciled = await line.reconcile?.(items);
    expect(reconciled).toMatchObject({
      signals: [{ type: "ticket_removed", item: "ATL-2" }],
      items: [
        { key: "ATL-2", removed: true },
        { key: "ATL-3", removed: false },
      ],
      checkpoint,
    });
    const known = [items, reconciled && "items" in reconciled ? reconciled.items : []].flat();
    const settled = known.filter(({ key, removed }) => removed || key !== "ATL-2");
    expect(await line.reconcile?.(settled)).toMatchObject({ signals: [], items: [] });
  });
});
