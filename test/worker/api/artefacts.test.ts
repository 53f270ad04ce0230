import { describe, expect, it } from "vitest";
import type { Change } from "../../../shared/domain/artefacts/artefact.ts";
import { writeArtefact } from "../../../shared/spine/artefacts/write-artefact.ts";
import { spine } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

const project = "default";
const path = (kind: string, rest = "") => `/api/projects/${project}/artefacts/${kind}${rest}`;
const json = async (response: Response | Promise<Response>) => JSON.parse(await (await response).text());
const change = async (kind: string, version: number, changes: Change[], headers = {}) =>
  send(path(kind), { version, changes, reason: "seen on the board" }, headers, "PUT");
const add = (fields: Record<string, string>, id = "new-1"): Change => ({
  op: "add",
  id,
  fields,
  sources: [],
});
const as = (token: string) => ({ authorization: `Bearer ${token}` });

/** What the crew writes. */
const crewWrites = async (kind: "raid_log" | "decision_log", changes: Change[]) =>
  writeArtefact(spine, {
    project,
    kind,
    changes,
    author: { kind: "crew" },
    reason: "a mail",
    actionId: null,
  });

describe("a project's documents in the API", () => {
  it("are changed by who may, on the version that they saw, whole or not at all", async () => {
    const risk = add({ type: "risk", title: "Vendor" });
    expect((await change("raid_log", 0, [risk], as("viewer-token"))).status).toBe(403);
    expect(await json(change("raid_log", 0, [risk], as("approver-token")))).toEqual({ version: 1 });
    const late = await change("raid_log", 0, [risk]);
    expect(late.status).toBe(409);
    expect((await json(late)).error.message).toContain(
      "at version 1 by now, by arno, and you have seen version 0",
    );
    const wrong = await change("raid_log", 1, [
      { op: "set", id: "R-1", fields: { impact: "high" }, sources: [] },
      { op: "set", id: "R-1", fields: { due: "tomorrow" }, sources: [] },
    ]);
    expect(wrong.status).toBe(400);
    expect((await json(wrong)).error.message).toBe("R-1 (Vendor): due must be a day such as 2026-11-21");
    const seen = await json(api(path("raid_log"), as("viewer-token")));
    expect(seen).toMatchObject({
      version: 1,
      updatedBy: "arno",
      entries: [{ id: "R-1", fields: { impact: null }, written: { title: "arno", type: "arno" } }],
      problems: [],
    });
    for (const unknown of [
      "nowhere/artefacts",
      "constructor/artefacts",
      "default/artefacts/raid_log?version=7",
    ])
      expect((await api(`/api/projects/${unknown}`)).status).toBe(404);
  });

  it("show what the crew suggests, and take it or not", async () => {
    await change("decision_log", 0, [add({ title: "Ship in May", by: "Ann" })]);
    const set = (fields: Record<string, string>): Change => ({
      op: "set",
      id: "D-1",
      fields,
      sources: ["m1"],
    });
    await crewWrites("decision_log", [set({ by: "Ben", title: "Ship in June" })]);
    const list = await json(api(`/api/projects/${project}/artefacts`));
    expect(list.artefacts).toContainEqual(
      expect.objectContaining({ kind: "decision_log", version: 1, entries: 1, suggestions: 1 }),
    );
    const [{ id, change: shown }] = (await json(api(path("decision_log")))).suggestions;
    expect(shown).toMatchObject({ op: "set", id: "D-1", fields: { by: "Ben", title: "Ship in June" } });
    const decide = async () => send(`/api/projects/${project}/suggestions/${id}`, { decision: "accepted" });
    expect(await json(decide())).toEqual({ kind: "accepted", version: 2 });
    expect((await json(decide())).error.message).toContain("already accepted by you");
    const { versions, next } = await json(api(path("decision_log", "/versions?limit=1")));
    expect(next).toBe(2);
    expect(versions).toMatchObject([
      {
        version: 2,
        author: "you",
        changes: [set({ by: "Ben", title: "Ship in June" })],
        before: { "D-1": { fields: { by: "Ann" } } },
      },
    ]);
    const back = await send(path("decision_log", "/restore"), { version: 2, to: 1, reason: "no, May" });
    expect(await json(back)).toEqual({ version: 3 });
    const old = await json(api(path("decision_log", "?version=2")));
    expect(old).toMatchObject({ version: 2, entries: [{ fields: { title: "Ship in June" } }] });
    const now = await json(api(path("decision_log")));
    expect(now.entries).toMatchObject([{ fields: { title: "Ship in May", by: "Ann" } }]);
  });

  it("are files in which nothing that somebody wrote is a formula or markup", async () => {
    const titles = [
      "=HYPERLINK(1)",
      "+1",
      "-1",
      "@SUM(1)",
      "\t=1",
      "\uff1d1",
      'says "no", twice',
      "a | b\n| c",
    ];
    await change(
      "backlog_summary",
      0,
      titles.map((why, n) => add({ ticket: `OPS-${n}`, title: "T", status: "Done", why }, `new-${n}`)),
    );
    const csv = await api(path("backlog_summary", "/export?format=csv"));
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.headers.get("content-disposition")).toBe(
      'attachment; filename="default-backlog_summary-v1.csv"',
    );
    const text = await csv.text();
    expect(text.split("\r\n")[0]).toMatch(/^id,ticket,title,status,why,.*sources$/);
    for (const cell of [
      "'=HYPERLINK(1)",
      "'+1",
      "'-1",
      "'@SUM(1)",
      "'\uff1d1",
      '"says ""no"", twice"',
      '"a | b\n| c"',
    ])
      expect(text).toContain(`,${cell},`);
    const markdown = await (await api(path("backlog_summary", "/export?format=md"))).text();
    expect(markdown).toContain("| B-8 | OPS-7 | T | Done | a \\| b \\| c |");
    expect(markdown.split("\n").filter((line) => line.startsWith("| B-"))).toHaveLength(titles.length);
    const exported = await json(api(path("backlog_summary", "/export?format=json")));
    expect(exported.entries.map((one: { fields: { why: string } }) => one.fields.why)).toEqual(
      titles.map((one) => one.trim()),
    );
    expect((await api(path("backlog_summary", "/export?format=xlsx"))).status).toBe(400);
  });
});
