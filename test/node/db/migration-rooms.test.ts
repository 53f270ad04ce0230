import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../../scripts/stack/dev-vars.ts";

const before = ["0000_initial", "0001_append_only_ledger", "0002_task_search"];
let db: DatabaseSync;

function migrate(name: string): void {
  db.exec(readFileSync(join(projectRoot, "migrations", `${name}.sql`), "utf8"));
}
const insert = (table: string, row: Record<string, string | number | null>): void => {
  const names = Object.keys(row);
  const marks = names.map(() => "?").join(", ");
  db.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks})`).run(...Object.values(row));
};
const all = (query: string): Record<string, unknown>[] => db.prepare(query).all();
const signal = (id: string, status: string, taskId: string | null, reason: string | null = null): void =>
  insert("signals", {
    id,
    kind: "slack.mention",
    provenance: "internal",
    status,
    reason,
    task_id: taskId,
    body: "{}",
    received_at: 5,
  });
const action = (id: string, kind: string): void =>
  insert("actions", {
    id,
    task_id: "t",
    project: "default",
    kind,
    target: "x",
    payload: "{}",
    digest: "d",
    provenance: "internal",
    risk: "low",
    revision: 1,
    sources: "[]",
    verdict: "{}",
    created_at: 1,
  });
const effect = (actionId: string, error: string | null, result: object | null): void =>
  insert("effects", {
    action_id: actionId,
    task_id: "t",
    state: error === null ? "applied" : "failed",
    attempts: 1,
    error,
    result: result === null ? null : JSON.stringify(result),
    updated_at: 1,
  });
const fact = (id: string, type: string, data: object): void =>
  insert("ledger", { id, at: 1, task_id: "t", type, summary: "as it was said", data: JSON.stringify(data) });

beforeEach(() => {
  db = new DatabaseSync(":memory:");
  for (const name of before) migrate(name);
});

describe("a database of the version before", () => {
  it("keeps for each signal what its job has said to it", () => {
    signal("slack:1", "handled", "editorial-1");
    signal("sentry:2", "dropped", "bug-fix-1", "linked to bug-fix-1: it is being fixed already");
    signal("api:3", "handled", "errand-1");
    signal("slack:4", "dropped", null, "written by a bot");
    signal("slack:5", "queued", null);
    migrate("0003_rooms");
    expect(
      all("SELECT signal_id, job, answer, reason, task_id, at FROM signal_answers ORDER BY signal_id"),
    ).toEqual([
      { signal_id: "api:3", job: "errand", answer: "took", reason: null, task_id: "errand-1", at: 5 },
      {
        signal_id: "sentry:2",
        job: "bug-fix",
        answer: "declined",
        reason: "linked to bug-fix-1: it is being fixed already",
        task_id: "bug-fix-1",
        at: 5,
      },
      { signal_id: "slack:1", job: "editorial", answer: "took", reason: null, task_id: "editorial-1", at: 5 },
    ]);
    expect(all("SELECT id, reason FROM signals WHERE status = 'dropped' ORDER BY id")).toHaveLength(2);
  });

  it("has today's kinds wherever one stands, and keeps its bytes and its words", () => {
    action("a", "blog_publish");
    action("b", "jira_comment");
    insert("action_outcomes", {
      action_id: "a",
      task_id: "t",
      project: "default",
      kind: "code_execute",
      target: "x",
      outcome: "accepted",
      reviewed: 1,
      at: 1,
    });
    insert("autonomy_levels", {
      project: "p",
      kind: "social_publish",
      level: 1,
      since: 1,
      by: "x",
      reason: "y",
    });
    insert("settings_changes", {
      name: "RULES",
      value: JSON.stringify({
        twoPeople: ["blog_publish"],
        projects: { p: { approvers: { code_execute: ["maya"] } } },
      }),
      by: "maya",
      at: 1,
    });
    insert("signals", {
      id: "api:1",
      kind: "api.action",
      provenance: "internal",
      status: "queued",
      body: JSON.stringify({ type: "action", by: "x", request: { kind: "github_comment", payload: {} } }),
      received_at: 1,
    });
    fact("f1", "verdict.given", { kind: "blog_publish", input: { kind: "blog_publish" }, digest: "d" });
    fact("f2", "pull_request.ready", { url: "x" });
    migrate("0003_rooms");
    expect(all("SELECT id, kind, payload, digest FROM actions ORDER BY id")).toEqual([
      { id: "a", kind: "blog_publish", payload: "{}", digest: "d" },
      { id: "b", kind: "jira_comment", payload: "{}", digest: "d" },
    ]);
    expect(all("SELECT kind FROM action_outcomes")).toEqual([{ kind: "code_execute" }]);
    expect(all("SELECT kind FROM autonomy_levels")).toEqual([{ kind: "social_publish" }]);
    expect(all("SELECT value FROM settings_changes")).toEqual([
      {
        value: JSON.stringify({
          twoPeople: ["blog_publish"],
          projects: { p: { approvers: { code_execute: ["maya"] } } },
        }),
      },
    ]);
    expect(all("SELECT json_extract(body, '$.request.kind') AS kind FROM signals")).toEqual([
      { kind: "github_comment" },
    ]);
    expect(all("SELECT type, summary, data FROM ledger ORDER BY seq")).toEqual([
      {
        type: "verdict.given",
        summary: "as it was said",
        data: JSON.stringify({ kind: "blog_publish", input: { kind: "blog_publish" }, digest: "d" }),
      },
      { type: "pull_request.ready", summary: "as it was said", data: JSON.stringify({ url: "x" }) },
    ]);
  });

  it("has assignments where an executor's jobs were, and tells what is stale apart", () => {
    insert("executor_jobs", {
      id: "bug-fix-1.plan-1.1",
      task_id: "t",
      mode: "plan",
      state: "running",
      spec_key: "k",
      token_sha256: "s",
      created_at: 1,
      updated_at: 1,
    });
    fact("f1", "job.started", { jobId: "bug-fix-1.plan-1.1", mode: "plan" });
    effect("a", "stale: main has moved in cart.js since the plan was made", null);
    effect("b", "GitHub refused: no", null);
    effect("c", null, { jobId: "bug-fix-1.run-1.1" });
    migrate("0003_rooms");
    expect(all("SELECT id, token_sha256 FROM executor_assignments")).toEqual([
      { id: "bug-fix-1.plan-1.1", token_sha256: "s" },
    ]);
    expect(all("SELECT type, data FROM ledger")).toEqual([
      {
        type: "assignment.started",
        data: JSON.stringify({ mode: "plan", assignmentId: "bug-fix-1.plan-1.1" }),
      },
    ]);
    expect(all("SELECT action_id, stale, error, result FROM effects ORDER BY action_id")).toEqual([
      { action_id: "a", stale: 1, error: "main has moved in cart.js since the plan was made", result: null },
      { action_id: "b", stale: 0, error: "GitHub refused: no", result: null },
      { action_id: "c", stale: 0, error: null, result: '{"assignmentId":"bug-fix-1.run-1.1"}' },
    ]);
  });

  it("has a ledger that nobody changes, afterwards as before", () => {
    fact("f1", "job.ended", { jobId: "x" });
    migrate("0003_rooms");
    expect(() => db.exec("UPDATE ledger SET summary = 'else'")).toThrow("append-only");
    expect(() => db.exec("DELETE FROM ledger")).toThrow("append-only");
  });
});
