import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { discardDeadLetter } from "../../../shared/spine/close-dead-letter.ts";
import { actionOutcomes, llmCalls } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { suggestChanges } from "../../../shared/spine/artefacts/suggest-changes.ts";
import { writeArtefact } from "../../../shared/spine/artefacts/write-artefact.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { replayDeadLetters } from "../../../shared/spine/replay-dead-letters.ts";
import { app } from "../../../workers/app.ts";
import { onCron } from "../../../workers/cron.ts";
import { click, postSlack, writeInSlack } from "../support/slack.ts";
import { aTask, heldMail, mailTo, proposeOne, spine, unique } from "../support/spine.ts";
import { api, apiToken, asked, reported, request, viewOf } from "../support/task.ts";
import { isScan, isTaskList } from "../support/query-plan.ts";

const body = async (path: string) => JSON.parse(await (await api(path)).text());

describe("the ledger", () => {
  it("can't be rewritten, not even by SQL", async () => {
    await proposeOne({ kind: "delete_data", payload: {} });
    await expect(env.DB.prepare("UPDATE ledger SET summary = 'x'").run()).rejects.toThrow("append-only");
    await expect(env.DB.prepare("DELETE FROM ledger").run()).rejects.toThrow("append-only");
  });

  it("tells why, from the signal to the effect, in plain words", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    await click("U0JONAS", ts, "approval.approve");
    await click("U0MAYA", ts, "approval.approve");
    await reported(taskId, "done");
    const { chain, text }: { chain: { step: string; words: string }[]; text: string } = await body(
      `/api/tasks/${taskId}/why`,
    );
    const steps = chain.map((link) => link.step);
    for (const step of ["signal", "thought", "verdict", "wait", "decision", "effect", "end"])
      expect(steps).toContain(step);
    expect(text).toContain("U0PRIYA wrote to us");
    expect(text).toContain("none of this kind has succeeded here before");
    expect(text).toContain("U0JONAS wanted it approved: you are not on the list");
    expect(text).toContain("Maya approved blog_publish");
    expect(text).toContain("It happened: blog_publish");
    expect(text).not.toContain("notification_internal");
    expect((await api("/api/tasks/task-none/why")).status).toBe(404);
  });

  it("keeps dropped signals with their reason", async () => {
    const { event, eventId } = await writeInSlack("U0PRIYA", "just chatting");
    const message = JSON.parse(event);
    message.event.type = "message";
    await postSlack(JSON.stringify(message));
    const { entries } = await body("/api/ledger?type=signal.dropped");
    expect(entries).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ signalId: `slack:${eventId}` }) }),
    );
  });

  it("is listed by task and type, page by page, and names a wrong filter", async () => {
    const { taskId } = await heldMail(60_000);
    const { entries } = await body(`/api/ledger?task=${taskId}`);
    expect(entries.map((one: { type: string }) => one.type)).toEqual(["hold.started", "verdict.given"]);
    const seen: number[] = [];
    let cursor: number | null = 0;
    while (cursor !== null) {
      const page: { entries: { seq: number }[]; nextCursor: number | null } = await body(
        `/api/ledger?limit=5${cursor === 0 ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...page.entries.map((one) => one.seq));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const row = await env.DB.prepare("SELECT count(*) AS n FROM ledger").first<{ n: number }>();
    expect(seen).toHaveLength(row?.n ?? 0);
    const wrong = await api("/api/ledger?type=approval.forged");
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain("type");
  });

  it("is exported whole as CSV and JSON, without personal data", async () => {
    const mark = unique();
    await proposeOne({ kind: "email_external", payload: mailTo(`${mark}.person@outside.example`, mark) });
    const csv = await (await api("/api/ledger/export?format=csv")).text();
    const lines = csv.trim().split("\r\n");
    expect(lines[0]).toBe("seq,at,task,type,summary,data");
    const row = await env.DB.prepare("SELECT count(*) AS n FROM ledger").first<{ n: number }>();
    expect(lines).toHaveLength((row?.n ?? 0) + 1);
    const ndjson = new TextDecoder().decode(
      await (await api("/api/ledger/export?format=json")).arrayBuffer(),
    );
    expect(
      ndjson
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toHaveLength(row?.n ?? 0);
    for (const text of [csv, ndjson]) {
      expect(text).toContain("mail:[person]@outside.example");
      expect(text).not.toContain(`${mark}.person`);
    }
    expect((await api("/api/ledger/export", {})).status).toBe(401);
  });

  it("says what accepted outcomes cost", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    await click("U0MAYA", ts, "approval.approve");
    await reported(taskId, "done");
    const { work } = await body("/api/costs");
    const posts = work.find((one: { work: string }) => one.work === "blog_post");
    expect(posts.accepted).toBeGreaterThan(0);
    expect(posts.usdPerAccepted).toBeCloseTo(posts.usd / posts.accepted, 9);
    expect(posts.kinds).toContainEqual(expect.objectContaining({ kind: "blog_publish" }));
  });

  it("counts a fix as accepted when it is merged, and nothing of what led to it", async () => {
    const project = unique("shop");
    const taskId = await aTask({ kind: "bug_fix", project });
    const at = spine.now();
    await spine.db.insert(llmCalls).values({
      id: unique(),
      taskId,
      purpose: "plan",
      model: "m",
      provider: "sandbox",
      inputTokens: 1,
      cacheWriteTokens: 0,
      cachedTokens: 0,
      outputTokens: 1,
      microUsd: 3_000_000,
      latencyMs: 1,
      stopReason: "end_turn",
      at,
    });
    const agreed = { taskId, project, target: "github:acme/checkout:fix/1", reviewed: true, at } as const;
    for (const kind of ["code_execute", "code_protected"])
      await spine.db
        .insert(actionOutcomes)
        .values({ ...agreed, actionId: unique(), kind, outcome: "accepted" });
    await record(spine, [fact(spine, taskId, "ready", "pull_request.ready", "somebody to merge it")]);
    const cost = async () => (await body(`/api/costs?project=${project}`)).work;
    expect(await cost()).toEqual([expect.objectContaining({ accepted: 0, usd: 3, usdPerAccepted: null })]);
    await record(spine, [fact(spine, taskId, "merged", "pull_request.merged", "maya merged it")]);
    const kinds = [{ kind: "pull_request_merge", accepted: 1 }];
    expect(await cost()).toEqual([expect.objectContaining({ accepted: 1, usdPerAccepted: 3, kinds })]);
  });
});

describe("no list scans a table, however long it grows", () => {
  it("as SQLite plans the queries of every list, the sweeps, the verdict and the apply", async () => {
    const queries = new Map<string, unknown[]>();
    const spied = new Proxy(env.DB, {
      get: (db, name) =>
        name === "prepare"
          ? (query: string) => {
              const statement = db.prepare(query);
              const bind = statement.bind.bind(statement);
              queries.set(query, []);
              return Object.assign(statement, {
                bind: (...values: unknown[]) => {
                  queries.set(query, values);
                  return bind(...values);
                },
              });
            }
          : Reflect.get(db, name).bind(db),
    });
    const { approvalId, taskId } = await heldMail(60_000);
    const watched = { ...env, DB: spied };
    await changeDocument(configuredSpine(watched));
    const cursor = `${Date.now()}~x`;
    const paths = [
      "/api/tasks",
      `/api/tasks?cursor=${cursor}`,
      ...[
        "status=done",
        "project=default",
        "kind=test",
        "q=task",
        "q=task&status=done",
        "status=failed&project=default",
      ].flatMap((filter) => [`/api/tasks?${filter}`, `/api/tasks?${filter}&cursor=${cursor}`]),
      `/api/tasks/${taskId}`,
      `/api/tasks/${taskId}/why`,
      "/api/approvals",
      `/api/approvals?cursor=2~${cursor}`,
      `/api/approvals/${approvalId}`,
      "/api/ledger?cursor=9",
      `/api/ledger?task=${taskId}&cursor=9`,
      "/api/ledger?type=verdict.given&cursor=9",
      "/api/costs",
      "/api/settings",
      "/api/budgets/history",
      "/api/autonomy",
      "/api/autonomy/promotions",
      `/api/autonomy/promotions?cursor=${cursor}`,
      "/api/projects",
      "/api/projects/default",
      ...[
        "",
        "state=new&",
        "source=jira&importance=urgent&flagged=true&unreviewed=true&",
        "unreviewed=false&task=x&",
      ].flatMap((filter) => [
        `/api/projects/default/signals?${filter}`,
        `/api/projects/default/signals?${filter}cursor=${cursor}`,
      ]),
      `/api/projects/default/cycles?cursor=${cursor}`,
      `/api/projects/default/proposals?task=x&cursor=${cursor}`,
      "/api/blog/posts",
      `/api/blog/posts?cursor=${cursor}`,
      "/api/overview",
      "/api/overview?hours=168",
      "/api/signals",
      `/api/signals?cursor=${cursor}`,
      `/api/signals?status=handled&cursor=${cursor}`,
      `/api/signals?kind=api.action&cursor=${cursor}`,
      `/api/signals?status=dead&kind=api.action&cursor=${cursor}`,
      `/api/signals?status=dropped&kind=api.action&cursor=${cursor}`,
      `/api/ledger?task=${taskId}&type=task.done`,
      `/api/tasks?q=task&status=waiting_reply`,
      `/api/signals/api:test:${taskId}`,
      "/api/dead-letters",
      `/api/dead-letters?state=replayed&cursor=${cursor}`,
      ...["", "/raid_log", "/raid_log?version=1", "/raid_log/versions?before=9"].map(
        (rest) => `/api/projects/default/artefacts${rest}`,
      ),
    ];
    for (const path of paths) {
      const response = await app.request(path, { headers: { authorization: `Bearer ${apiToken}` } }, watched);
      expect(`${path} ${response.status}`).toBe(`${path} 200`);
      await response.text();
    }
    await onCron(watched);
    await replayDeadLetters(configuredSpine(watched), "you", "all");
    await replayDeadLetters(configuredSpine(watched), "you", ["none"]);
    await discardDeadLetter(configuredSpine(watched), { id: "none", by: "you", reason: "x" });
    await proposeOne(
      { kind: "email_internal", payload: mailTo("maya@signalbox.example", "x") },
      configuredSpine(watched),
    );
    expect(queries.size).toBeGreaterThan(25);
    const scans: string[] = [];
    for (const [query, values] of queries) {
      if (!/^\s*(select|update|delete|with)/i.test(query)) continue;
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
        .bind(...values)
        .all<{ detail: string }>();
      for (const { detail } of results)
        if (isScan(detail, query) || (isTaskList(query) && detail.includes("TEMP B-TREE")))
          scans.push(`${detail}: ${query}`);
    }
    expect(scans).toEqual([]);
  });
});

/** The crew changes a document, and a person that. */
async function changeDocument(at: Spine): Promise<void> {
  const fields = { type: "risk", title: "The vendor is late" };
  const document = { project: "default", kind: "raid_log", reason: "x" } as const;
  const add = { op: "add" as const, id: "new-1", fields, sources: [] };
  const set = { op: "set" as const, id: "R-1", fields: { title: "It is late" }, sources: [] };
  const maya = { kind: "person", id: "maya" } as const;
  await writeArtefact(at, { ...document, changes: [add], author: { kind: "crew" }, actionId: "of-the-crew" });
  await writeArtefact(at, { ...document, changes: [set], author: maya, actionId: null });
  await suggestChanges(at, { ...document, changes: [{ ...set, fields: { owner: "Ann" } }], taskId: null });
}

describe("a verdict's record", () => {
  it("shows each dimension by itself", async () => {
    const { taskId } = await heldMail(60_000);
    const given = (await viewOf(taskId)).timeline.find((entry) => entry.type === "verdict.given");
    expect(given?.data["verdict"]).toMatchObject({
      kind: "hold",
      dimensions: {
        sourceAgreement: { pass: true, finding: "1 signal of 1 needed speak for it" },
        boundaryCompliance: { pass: true },
        schemaValidity: { pass: true },
        precedent: { pass: true },
      },
    });
    expect(spine.settings.PEOPLE.length).toBeGreaterThan(0);
  });
});
