import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { JiraPlayEvent } from "../../../../sandbox/jira/events.ts";
import { jiraSource } from "../../../../shared/jobs/project-watch/sources/jira/source.ts";
import type { Delta, SourceSession } from "../../../../shared/jobs/project-watch/sources/signal-source.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { applied, faults, sandbox } from "../../support/slack.ts";

type Told = Extract<Delta, { kind: "delta" }>;

const minute = 60_000;
const play = async (...events: JiraPlayEvent[]) => sandbox("/jira/_/play", { events });
const create = (summary: string, over: object = {}): JiraPlayEvent => ({
  kind: "create",
  project: "ATL",
  summary,
  ...over,
});

async function session(
  over: { now?: () => number; fetch?: typeof fetch } = {},
  key = "ATL",
): Promise<SourceSession> {
  const opened = await jiraSource.authenticate(configuredSpine(env, over), "atlas", { project: key });
  if (opened.kind !== "open") throw new Error(opened.error);
  return opened.session;
}

async function look(
  from: SourceSession,
  checkpoint: string | null,
  since = Date.now() - 30 * minute,
): Promise<Told> {
  const delta = await from.fetchDelta(checkpoint, since);
  if (delta.kind !== "delta") throw new Error(delta.error);
  return delta;
}

const searches = async () => (await applied("jira", "/search/jql")).length;
const told = ({ signals }: Told) => signals.map(({ item, type }) => `${item} ${type}`);

beforeEach(async () => {
  await sandbox("/jira/_sandbox/reset", {});
});

describe("Jira as a source", () => {
  it("goes back to the given moment at first, and tells of each change once", async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();
    await play(
      create("Old", { at: ago(120) }),
      create("New", { at: ago(20), description: "Why", due: "2026-12-01", points: 5, sprint: "Sprint 4" }),
      { kind: "move", issue: "ATL-1", to: "Blocked", at: ago(60) },
      { kind: "assign", issue: "ATL-1", to: "jonas", at: ago(15) },
      { kind: "comment", issue: "ATL-2", text: "One\n\nTwo", by: "lena", at: ago(10) },
    );
    const jira = await session();
    const first = await look(jira, null);
    expect(told(first)).toEqual(["ATL-2 ticket_created", "ATL-1 ticket_assignee", "ATL-2 ticket_comment"]);
    expect(first.signals[2]).toMatchObject({ text: "One\nTwo", author: { name: "Lena Fischer" } });
    expect(first.items).toMatchObject([
      { key: "ATL-1", status: "Blocked", blocked: true, assignee: "Jonas Berg" },
      { key: "ATL-2", due: "2026-12-01", points: 5, sprint: "Sprint 4", phase: "to_do" },
    ]);
    const before = await searches();
    const idle = await look(jira, first.checkpoint);
    expect(idle).toMatchObject({ signals: [], items: [], more: false });
    expect(await searches()).toBe(before + 1);
    await play({ kind: "flag", issue: "ATL-2", on: true });
    const next = await look(jira, idle.checkpoint);
    expect(told(next)).toEqual(["ATL-2 ticket_blocked"]);
    expect(next.items).toMatchObject([{ key: "ATL-2", blocked: true }]);
  });

  it("says what to mend, and how long to wait", async () => {
    const jira = await session({}, "GONE");
    expect(await jira.healthCheck()).toMatchObject({
      ok: false,
      detail: expect.stringContaining("projectWatch"),
    });
    const fine = await session();
    expect(await fine.healthCheck()).toEqual({ ok: true, detail: "Signalbox sees Atlas (ATL)" });
    await faults("jira", { path: "/search/jql", status: 429, retryAfter: 90 });
    expect(await fine.fetchDelta(null, Date.now())).toMatchObject({ kind: "failed", afterMs: 90_000 });
    await faults("jira", { path: "/search/jql", status: 401 });
    expect(await fine.fetchDelta(null, Date.now())).toMatchObject({
      error: expect.stringContaining("JIRA_API_TOKEN"),
    });
  });
});
