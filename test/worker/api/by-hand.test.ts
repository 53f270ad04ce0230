import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, tasks } from "../../../shared/db/schema.ts";
import { boundaries, peoplesKinds } from "../../../shared/policy/boundaries.ts";
import { errand } from "../../../shared/jobs/errand/job.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { propose } from "../../../shared/spine/propose.ts";
import { receive } from "../../../shared/spine/receive.ts";
import { routeSignal } from "../../../shared/spine/route-signal.ts";
import { jobs } from "../../../shared/jobs/registry.ts";
import { afresh, bearer, changeRules } from "../spine/settings.ts";
import { sandbox } from "../support/slack.ts";
import { aTask, mailTo, proposeOne, spine, unique } from "../support/spine.ts";
import { reported, send } from "../support/task.ts";
import { trials } from "../support/lost-answer-trials.ts";

const merge = (name: string) => ({
  repository: name,
  number: 1,
  head: "0".repeat(40),
  method: "squash",
  title: "t",
});

const post = async (body: object, token = "approver-token") => {
  const response = await send("/api/actions", body, { "idempotency-key": unique(), ...bearer(token) });
  return { status: response.status, text: await response.text() };
};

beforeAll(afresh);
afterAll(afresh);

describe("what a person proposes by hand", () => {
  const jobsKinds = Object.keys(boundaries).filter((kind) => !peoplesKinds.some((one) => one === kind));

  it("is of kinds that mean the same whoever thinks of them", () => {
    expect(peoplesKinds.toSorted()).toEqual([
      "avatar_session",
      "avatar_stop",
      "blog_correct",
      "blog_publish",
      "blog_unpublish",
      "bluesky_post",
      "email_external",
      "email_internal",
      "email_stakeholder",
      "gist_publish",
      "jira_comment",
      "jira_create_ticket",
      "jira_status_change",
      "linkedin_post",
      "meeting_bot",
      "meeting_bot_cancel",
      "milestone_change",
      "notification_internal",
      "pull_request_merge",
      "repository_create",
      "scope_change",
      "slack_report",
      "threads_post",
      "voice_report",
    ]);
  });

  it.each(jobsKinds)("is never %s, whatever its payload", async (kind) => {
    const trial = Object.entries(trials).find(([one]) => one === kind)?.[1];
    const { status, text } = await post({ kind, payload: (await trial?.payload(unique())) ?? {} });
    expect(status).toBe(400);
    expect(text).toContain(kind);
    for (const one of peoplesKinds) expect(text).toContain(one);
  });

  const message = { channel: "C0GENERAL", thread: null, update: null, text: "Lunch?", blocks: [] };

  it.each([
    ["a button", { blocks: [{ type: "actions", block_id: "b", elements: [] }] }, "text alone"],
    ["another message's words", { update: "1.2" }, "text alone"],
    ["somebody else's thread", { thread: "1.2" }, "text alone"],
    ["a channel that the rules don't name", { channel: "C0ELSEWHERE" }, "no channel C0ELSEWHERE"],
  ])("is no message with %s", async (_name, over, words) => {
    const { status, text } = await post({ kind: "notification_internal", payload: { ...message, ...over } });
    expect(status).toBe(400);
    expect(text).toContain(words);
  });

  it("is asked about wherever the crew was invited, and still goes only where the rules say", async () => {
    expect((await changeRules({ projects: { default: {} } })).status).toBe(200);
    const payload = mailTo(`${unique()}@outside.example`, "s");
    expect((await post({ kind: "email_external", payload, channel: "C0CONTENT" })).status).toBe(202);
    const elsewhere = { ...message, channel: "C0CONTENT" };
    const { status, text } = await post({ kind: "notification_internal", payload: elsewhere });
    expect([status, text]).toEqual([400, expect.stringContaining("the rules name no channel C0CONTENT")]);
    await afresh();
  });

  it("is a message whose words are words: it mentions nobody and hides no link", async () => {
    const mark = unique();
    const words = `${mark} <!channel> <https://evil.example|Approve>`;
    const { status, text } = await post({
      kind: "notification_internal",
      payload: { ...message, text: words },
    });
    expect(status).toBe(202);
    const { taskId }: { taskId: string } = JSON.parse(text);
    await reported(taskId, "done");
    const { messages } = await sandbox<{ messages: { text: string }[] }>(
      "/slack/_people/messages?channel=C0GENERAL",
    );
    expect(messages.filter((one) => one.text.includes(mark)).map((one) => one.text)).toEqual([
      `${mark} &lt;!channel&gt; &lt;https://evil.example|Approve&gt;`,
    ]);
  });

  it.each([
    ["a project", { project: "made-up" }, "no project made-up"],
    ["a channel to talk in", { channel: "C0ELSEWHERE" }, "no channel C0ELSEWHERE"],
    [
      "a Jira project",
      { kind: "jira_comment", payload: { issue: "ELSE-1", text: "t" } },
      "no Jira project ELSE",
    ],
    [
      "a Jira project of another project",
      { kind: "jira_status_change", payload: { issue: "ATL-1", from: null, to: "Done" } },
      "belongs to the project atlas",
    ],
    [
      "a repository",
      { kind: "pull_request_merge", payload: merge("acme/elsewhere") },
      "no repository acme/elsewhere",
    ],
    [
      "a repository of another project",
      { kind: "pull_request_merge", payload: merge("acme/checkout"), project: "atlas" },
      "another project than atlas",
    ],
    [
      "an organisation",
      {
        kind: "repository_create",
        payload: { owner: "evil", name: "desk", description: "A desk", private: false },
      },
      "in acme, not in evil",
    ],
    [
      "another project in its payload",
      {
        kind: "scope_change",
        payload: { project: "atlas", title: "t", description: "d", tickets: [] },
      },
      "about the project atlas",
    ],
  ])("goes to no place that the rules don't have: %s", async (_name, over, words) => {
    const { status, text } = await post({
      kind: "email_stakeholder",
      payload: mailTo("a@signalbox.example", "s"),
      ...over,
    });
    expect(status).toBe(400);
    expect(text).toContain(words);
  });
});

describe("what a job proposes", () => {
  it("is of its own kinds: another's is forbidden, and nobody is asked about it", async () => {
    for (const [job, kind] of [
      ["errand", "code_execute"],
      ["errand", "pull_request_ready"],
      ["editorial", "code_protected"],
      ["project-watch", "github_comment"],
      ["task", "code_execute"],
    ] as const) {
      const taskId = await aTask({ id: unique(job) });
      const payload = await trials[kind]?.payload(unique());
      const { verdict, approval } = await propose(spine, {
        taskId,
        key: "action",
        kind,
        payload,
        provenance: "internal",
        revision: 1,
      });
      expect(verdict.kind).toBe("forbidden");
      expect(verdict.reasons.join()).toContain(`${kind} is nothing that`);
      expect(approval).toBeNull();
    }
  });

  it("goes to repositories that the rules name", async () => {
    const payload = { repository: "acme/not-in-rules", number: 1, body: "x" };
    const { verdict } = await proposeOne({ kind: "github_comment", payload });
    expect(verdict).toMatchObject({ kind: "forbidden" });
    expect(verdict.reasons.join()).toContain("no repository acme/not-in-rules");
  });

  it("is no errand of a kind that the job doesn't have", async () => {
    const id = `task:${unique("editorial")}:sneaky`;
    const request = { kind: "code_execute", payload: await trials["code_execute"]?.payload(unique()) };
    const body = { type: "action", by: "signalbox", request };
    await receive(spine, { id, kind: "task.action", provenance: "internal", body, dropReason: null });
    await routeSignal(spine, jobs, id, errand.queues[0].name);
    const all = await spine.db.select({ id: tasks.id }).from(tasks);
    expect(all.map((one) => one.id)).not.toContain(await taskIdOf(id, errand));
    const proposed = await spine.db.select({ taskId: actions.taskId }).from(actions);
    expect(proposed.map((one) => one.taskId)).not.toContain(await taskIdOf(id, errand));
  });
});

describe("a project that only one decides in", () => {
  it("can't be left for one that nobody has made: there, nobody would have said who decides", async () => {
    const rules = { projects: { default: { approvers: { "*": ["maya"] } } } };
    expect((await changeRules(rules)).status).toBe(200);
    const payload = mailTo(`${unique()}@outside.example`, "s");
    expect((await post({ kind: "email_external", payload, project: "made-up" })).status).toBe(400);
  });
});
