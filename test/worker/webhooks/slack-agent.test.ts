import { describe, expect, it } from "vitest";
import { tasksCalled } from "../../../shared/db/tasks.ts";
import { unescapeMrkdwn } from "../../../shared/integrations/slack/unescape.ts";
import { postSlack } from "../support/slack.ts";
import { approvalRow, aTask, mailOut, proposeOne, spine, unique } from "../support/spine.ts";
import { reportIn, signalRow } from "../support/webhooks.ts";

async function agent(user: string, text: string, trigger: string = crypto.randomUUID()): Promise<string> {
  const form = new URLSearchParams({
    command: "/agent",
    text,
    user_id: user,
    channel_id: "C0CONTENT",
    trigger_id: trigger,
  });
  const response = await postSlack(form.toString(), undefined, "application/x-www-form-urlencoded");
  expect(response.status).toBe(200);
  const answer: { response_type: string; text: string } = JSON.parse(await response.text());
  expect(answer.response_type).toBe("ephemeral");
  return answer.text;
}
const trace =
  "TypeError: no cents\n    at cartTotal (/srv/checkout/src/cart.js:38:26)\n    at Array.reduce (<anonymous>)";

describe("/agent run", () => {
  it("reports a bug from an approver, once, with the trace and the repository that is named", async () => {
    const trigger = crypto.randomUUID();
    const text = `run The total is wrong repo:Acme/Checkout\n${trace.replace("<anonymous>", "&lt;anonymous&gt;")}`;
    const [said, again] = [await agent("U0LENA", text, trigger), await agent("U0LENA", text, trigger)];
    const [taskId = ""] = /bug-fix-[0-9a-f]{16}/.exec(said) ?? [];
    expect(said).toContain(`/agent status ${taskId.slice(-6)}`);
    expect(again).toBe(said);
    const id = `slack:agent:${trigger}`;
    expect(await signalRow(id)).toMatchObject({ kind: "slack.agent", provenance: "operator" });
    expect(await reportIn(id)).toMatchObject({
      source: "slack",
      by: "lena",
      title: "The total is wrong",
      text: `The total is wrong\n${trace}`,
      errorType: "TypeError",
      frames: [{ function: "cartTotal" }, { file: "<anonymous>" }],
      repository: "acme/checkout",
      origin: { kind: "slack", channel: "C0CONTENT", user: "U0LENA" },
      channel: "C0CONTENT",
    });
  });

  it("takes none from who may not, none without words, and none for another's repository", async () => {
    for (const [user, text, reason] of [
      ["U0PRIYA", "run it fails", "the role approver, and you are not on the list"],
      ["U0LENA", "run", "Like this: `/agent run DESCRIPTION"],
      ["U0LENA", "run repo:acme/checkout", "Like this: `/agent run DESCRIPTION"],
      [
        "U0LENA",
        "run it fails repo:acme/none",
        "RULES names no repository acme/none, only acme/checkout, acme/calendar",
      ],
    ] as const) {
      const trigger = crypto.randomUUID();
      expect(await agent(user, text, trigger)).toContain(reason);
      expect(await signalRow(`slack:agent:${trigger}`)).toBeNull();
    }
  });
});

describe("/agent approve and reject", () => {
  it("decide on what waits in a task, named by the end of its id, and say what it was", async () => {
    const one = await mailOut();
    expect(await agent("U0PRIYA", `approve ${one.taskId}`)).toContain("not on the list");
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending" });
    const said = await agent("U0LENA", `approve ${one.taskId.slice(-8)}`);
    expect(said).toContain(
      `Approved: *email_external* for mail:${one.mark}@outside.example/about: ${one.mark}, digest \`${one.digest.slice(0, 12)}\``,
    );
    expect(await approvalRow(one.approvalId)).toMatchObject({
      status: "approved",
      channel: "slack",
      decidedBy: "lena",
      digest: one.digest,
    });
    expect(await agent("U0LENA", `approve ${one.taskId}`)).toContain(
      `Nothing waits for a decision in ${one.taskId}`,
    );
  });

  it("want a reason for a no", async () => {
    const one = await mailOut();
    expect(await agent("U0LENA", `reject ${one.taskId}`)).toContain("Like this: `/agent reject TASK WHY`");
    expect(await agent("U0LENA", `reject ${one.taskId} too loud, too late`)).toContain(
      "Rejected: *email_external*",
    );
    expect(await approvalRow(one.approvalId)).toMatchObject({
      status: "rejected",
      reason: "too loud, too late",
    });
  });

  it("need the digest of what was shown once a task has asked more than once", async () => {
    const first = await mailOut();
    const payload = { to: [`${unique()}@outside.example`], subject: "Second", text: "Hello." };
    const asked = await proposeOne({ kind: "email_external", payload, taskId: first.taskId, key: "second" });
    const second = { id: asked.approval?.id ?? "", digest: asked.digest.slice(0, 12) };
    const task = first.taskId;
    expect(await agent("U0LENA", `approve ${task} ${first.digest.slice(0, 12)}`)).toContain("Approved");
    // Said of what has just been approved, it would be a yes to what has come up meanwhile.
    const said = await agent("U0LENA", `approve ${task}`);
    expect(said).toContain("Say which by its digest");
    expect(said).toContain(`/signalbox approve ${second.id} ${second.digest}`);
    expect(await agent("U0LENA", `approve ${task} ${first.digest}`)).toContain("Say which by its digest");
    expect(await agent("U0LENA", `reject ${task} no more`)).toContain("Say which by its digest");
    expect(await approvalRow(second.id)).toMatchObject({ status: "pending" });
    expect(await agent("U0LENA", `reject ${task} ${second.digest} no more`)).toContain("Rejected");
    expect(await approvalRow(second.id)).toMatchObject({ status: "rejected", reason: "no more" });
  });

  it("let nobody approve their own request", async () => {
    const one = await mailOut({ by: "lena" });
    expect(await agent("U0LENA", `approve ${one.taskId}`)).toContain(
      "That did not count: it is your own request",
    );
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending" });
  });

  it("decide nothing where several things wait, and say how to", async () => {
    const one = await mailOut();
    const payload = { to: [`${unique()}@outside.example`], subject: "Second", text: "Hello." };
    const two = await proposeOne({ kind: "email_external", payload, taskId: one.taskId, key: "second" });
    const said = await agent("U0LENA", `approve ${one.taskId}`);
    for (const { id, digest } of [
      { id: one.approvalId, digest: one.digest },
      { id: two.approval?.id, digest: two.digest },
    ])
      expect(said).toContain(`/signalbox approve ${id} ${digest.slice(0, 12)}`);
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending" });
  });
});

describe("/agent retry", () => {
  it("does again what has failed, and says why it doesn't do others", async () => {
    const failed = await aTask({ id: unique("errand"), status: "failed" });
    expect(await agent("U0PRIYA", `retry ${failed}`)).toContain("the role approver");
    expect(await agent("U0LENA", `retry ${failed}`)).toMatch(/done again as errand-[0-9a-f]{16}/);
    expect(await agent("U0LENA", `retry ${await aTask()}`)).toContain("it has not ended: it is working");
    expect(await agent("U0LENA", `retry ${await aTask({ status: "done" })}`)).toContain("it is done");
  });
});

describe("/agent status and list", () => {
  it("tell how a task stands and what it waits for", async () => {
    const one = await mailOut();
    const said = await agent("U0LENA", `status ${one.taskId}`);
    expect(said).toContain(`(${one.taskId})`);
    expect(said).toContain(`waits: *email_external* for mail:${one.mark}@outside.example`);
    expect(said).toContain(`/tasks/${one.taskId}`);
    expect(await agent("U0PRIYA", `status ${one.taskId}`)).toContain(
      "the role viewer, and you are not on the list",
    );
  });

  it("list bug fixes by status, and nothing else", async () => {
    const title = `<${unique("bug")}>`;
    const fix = await aTask({ kind: "bug_fix", status: "waiting_merge", title });
    const other = await aTask({ status: "waiting_merge" });
    const all = await agent("U0LENA", "list");
    expect(all).toContain(fix);
    expect(all).toContain(`&lt;${title.slice(1, -1)}&gt;`);
    expect(all).not.toContain(other);
    for (const status of ["waiting_merge", "waiting-merge", "Waiting merge"])
      expect(await agent("U0LENA", `list ${status}`)).toContain(fix);
    expect(await agent("U0LENA", "list out_of_budget")).not.toContain(fix);
    expect(await agent("U0LENA", "list lost")).toContain("no such status; there are queued");
    expect(await agent("U0PRIYA", "list")).toContain("not on the list");
  });
});

describe("/agent", () => {
  it("explains itself from its own table, also to a command that there is not", async () => {
    const help = await agent("U0PRIYA", "help");
    for (const name of ["run", "status", "approve", "reject", "retry", "list"])
      expect(help).toContain(`\`/agent ${name}`);
    expect(help).toContain("`/agent reject TASK WHY` rejects it and says why (approvers)");
    expect(await agent("U0LENA", "")).toBe(help);
    expect(await agent("U0LENA", "toString now")).toContain("There is no command `toString`");
    expect(await agent("U0LENA", "<b>")).toContain("`&lt;b&gt;`");
  });

  it("finds a task by its id, its beginning or its last characters, and says when it can't", async () => {
    const mark = unique("bug-fix");
    const ids = [`${mark}-aaaaaaaa`, `${mark}-aaaaaaaa-1`, `${mark}-bbbbbbbb`];
    for (const id of ids) await aTask({ id });
    const called = async (text: string) =>
      (await tasksCalled(spine.db, text, 5)).map(({ id }) => id).toSorted();
    expect(await called(`${mark}-aaaaaaaa`)).toEqual([ids[0]]);
    expect(await called(`${mark}-b`)).toEqual([ids[2]]);
    expect(await called(`${mark.slice(-4)}-bbbbbbbb`)).toEqual([ids[2]]);
    expect(await called("bbbbb")).toEqual([]);
    expect(await called(`${mark}-%`)).toEqual([]);
    expect(await called(mark)).toEqual(ids.toSorted());
    expect(await agent("U0LENA", `status ${mark}`)).toContain("is the name of several tasks");
    expect(await agent("U0LENA", "status none-of-them")).toContain("There is no task `none-of-them`");
  });

  it("reads words as they were written, links too", () => {
    expect(unescapeMrkdwn("a &lt;b&gt; &amp;lt; <https://x.example/a|x.example/a> <https://y.example>")).toBe(
      "a <b> &lt; x.example/a https://y.example",
    );
    expect(unescapeMrkdwn("<https://evil.example/a|https://github.com>")).toBe(
      "https://github.com (https://evil.example/a)",
    );
  });
});
