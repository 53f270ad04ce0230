import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { approvals, ledger } from "../../../shared/db/schema.ts";
import { SignalboxError } from "../../../shared/platform/errors.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { sweepApprovals } from "../../../shared/spine/sweep-approvals.ts";
import { DurableRun } from "../../../workflows/durable-run.ts";
import { runTask } from "../../../workflows/run-task.ts";
import { plainEngine } from "../support/engine.ts";
import { applied, postSlack } from "../support/slack.ts";
import {
  approvalRow,
  aTask,
  hour,
  mailOut,
  mailTo,
  proposeOne,
  spine,
  spineAt,
  unique,
  withPeople,
  withRules,
  yes,
} from "../support/spine.ts";
import { api, send, taskIn } from "../support/task.ts";

describe("who may decide", () => {
  it("is not who asked, for what is seen outside", async () => {
    const one = await mailOut({ by: "maya" });
    expect(await decide(spine, yes(one, "maya"))).toMatchObject({ code: "own_request" });
    expect(await decide(spine, yes(one, "lena"))).toEqual({ kind: "decided" });
  });

  it("may be who asked, where the rules say so", async () => {
    const at = withRules({ ownAllowed: ["email_external"] });
    const one = await mailOut({ by: "maya", at });
    expect(await decide(at, yes(one, "maya"))).toEqual({ kind: "decided" });
  });

  it("is two people where the rules say so, and one of them twice is one", async () => {
    const at = withRules({ twoPeople: ["email_external"] });
    const one = await mailOut({ at });
    expect(await decide(at, yes(one, "maya"))).toEqual({ kind: "voted" });
    expect(await decide(at, { ...yes(one, "maya"), channel: "slack" })).toMatchObject({
      code: "already_decided",
    });
    expect(await perform(at, one.actionId)).toMatchObject({ kind: "failed" });
    expect(await decide(at, yes(one, "lena"))).toEqual({ kind: "decided" });
    expect(await perform(at, one.actionId)).toMatchObject({ kind: "done" });
    expect(await approvalRow(one.approvalId)).toMatchObject({ decidedBy: "maya and lena" });
  });

  const two = { twoPeople: ["email_external"] };
  const left: [string, Spine][] = [
    ["has left", withPeople({ maya: null }, two)],
    ["is a viewer by now", withPeople({ maya: { role: "viewer" } }, two)],
    [
      "was taken off the list",
      withRules({ ...two, projects: { default: { approvers: { "*": ["lena", "arno"] } } } }),
    ],
    ["turns out to have asked for it", withPeople({ maya: { github: "octocat" } }, two)],
  ];

  it.each(left)("is two who still may: the first one's yes is dropped when they %s", async (_how, later) => {
    const one = await mailOut({ at: withRules(two), by: "github:octocat" });
    expect(await decide(withRules(two), yes(one, "maya"))).toEqual({ kind: "voted" });
    expect(await decide(later, yes(one, "lena"))).toEqual({ kind: "voted" });
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending", votes: ["lena"] });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, one.taskId));
    expect(facts.filter(({ type }) => type === "approval.vote_dropped")).toMatchObject([
      { data: { by: "maya" }, summary: expect.stringContaining("the yes of maya to email_external") },
    ]);
    expect(await decide(later, yes(one, "arno"))).toEqual({ kind: "decided" });
    expect(await perform(later, one.actionId)).toMatchObject({ kind: "done" });
  });

  it.each(left)("is still so when it goes out: not when one of two %s", async (_how, later) => {
    const one = await mailOut({ at: withRules(two), by: "github:octocat" });
    await decide(withRules(two), yes(one, "maya"));
    expect(await decide(withRules(two), yes(one, "lena"))).toEqual({ kind: "decided" });
    expect(await perform(later, one.actionId)).toMatchObject({
      kind: "failed",
      reason: "the yes of maya no longer counts, and 2 people must have said yes",
    });
    expect(await applied("mail", "/emails", one.mark)).toHaveLength(0);
  });

  it("is not who asked under another of their names", async () => {
    for (const by of ["github:lena-f", "slack:U0LENA"]) {
      const one = await mailOut({ by });
      expect(await decide(spine, yes(one, "lena")), by).toMatchObject({ code: "own_request" });
      expect(await decide(spine, yes(one, "maya")), by).toEqual({ kind: "decided" });
    }
  });

  it("may be somebody whose id a stranger goes by elsewhere", async () => {
    const one = await mailOut({ by: "github:lena" });
    expect(await decide(spine, yes(one, "lena"))).toEqual({ kind: "decided" });
    const other = await mailOut({ by: "jira:maya" });
    expect(await decide(spine, yes(other, "github:lena"))).toMatchObject({ code: "not_allowed" });
    expect(await decide(spine, yes(other, "maya"))).toEqual({ kind: "decided" });
  });

  it("follows the list of the project and the kind, as it is at that moment", async () => {
    const one = await mailOut();
    const only = (who: string) =>
      withRules({ projects: { default: { approvers: { email_external: [who], "*": ["maya"] } } } });
    expect(await decide(only("lena"), yes(one, "maya"))).toMatchObject({ code: "not_allowed" });
    expect(await decide(only("lena"), yes(one, "lena"))).toEqual({ kind: "decided" });
  });

  it("needs the role at the API: a viewer may look and not decide, and the refusal says so", async () => {
    const one = await mailOut();
    const viewer = { authorization: "Bearer viewer-token" };
    expect((await api(`/api/approvals/${one.approvalId}`, viewer)).status).toBe(200);
    const response = await send(
      `/api/approvals/${one.approvalId}/decisions`,
      { digest: one.digest, decision: "approved" },
      viewer,
    );
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("this needs the role approver; vera is viewer");
    expect(
      (
        await send(
          "/api/budgets/top-ups",
          { scope: "system-day", usd: 1 },
          { authorization: "Bearer approver-token" },
        )
      ).status,
    ).toBe(403);
  });
});

describe("what waits", () => {
  it("is one for each kind and target: the newer takes the older's place, in another task too", async () => {
    const to = `${unique()}@outside.example`;
    const first = await mailOut({ to });
    const other = await mailOut();
    const second = await mailOut({ to });
    expect(await approvalRow(first.approvalId)).toMatchObject({ status: "superseded" });
    expect(await approvalRow(other.approvalId)).toMatchObject({ status: "pending" });
    expect(await decide(spine, yes(first, "maya"))).toMatchObject({ code: "superseded" });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, first.taskId));
    expect(facts.at(-2)?.type).toBe("approval.superseded");
    expect(await decide(spine, yes(second, "maya"))).toEqual({ kind: "decided" });
  });

  it("is the same when the step that proposed it runs again, also after it was replaced", async () => {
    const to = `${unique()}@outside.example`;
    const mark = unique();
    const proposal = { kind: "email_external", payload: mailTo(to, mark), taskId: await aTask() };
    const once = await proposeOne(proposal);
    expect(await proposeOne(proposal)).toEqual(once);
    const newer = await mailOut({ to });
    await proposeOne(proposal);
    expect(await approvalRow(newer.approvalId)).toMatchObject({ status: "pending" });
  });

  it("is reminded of once, and closed as a no when its patience ends", async () => {
    const mark = unique();
    const issue = await proposeOne({
      kind: "jira_create_ticket",
      payload: { project: "WEB", type: "Bug", summary: mark, description: "" },
    });
    const id = issue.approval?.id ?? "";
    for (const hours of [25, 26]) await sweepApprovals(spineAt(hours * hour));
    const told = await applied("slack", "chat.postMessage", "still waits");
    expect(told.filter((one) => JSON.stringify(one).includes("jira:WEB"))).toHaveLength(1);
    expect(
      await decide(spineAt(170 * hour), yes({ approvalId: id, digest: issue.digest }, "maya")),
    ).toMatchObject({
      code: "expired",
    });
    await sweepApprovals(spineAt(170 * hour));
    expect(await approvalRow(id)).toMatchObject({ status: "expired" });
  });

  it("that is of high risk stays for ever", async () => {
    const one = await mailOut();
    await sweepApprovals(spineAt(10_000 * hour));
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending", remindAt: null });
  });

  it("is listed the riskiest first, page by page, each once", async () => {
    for (let n = 0; n < 3; n++) await mailOut();
    await proposeOne({
      kind: "jira_create_ticket",
      payload: { project: "OPS", type: "Bug", summary: unique(), description: "" },
    });
    const seen: { id: string; risk: string }[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { approvals: { id: string; risk: string }[]; nextCursor: string | null } = JSON.parse(
        await (
          await api(`/api/approvals?limit=2${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`)
        ).text(),
      );
      seen.push(...page.approvals);
      cursor = page.nextCursor;
    }
    const waiting = await spine.db
      .select({ id: approvals.id })
      .from(approvals)
      .where(eq(approvals.status, "pending"));
    expect(seen).toHaveLength(waiting.length);
    expect(new Set(seen.map((one) => one.id)).size).toBe(waiting.length);
    const order = seen.map((one) => ["low", "medium", "high"].indexOf(one.risk));
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });

  it("is decided in bulk, each on its own digest, and each answered for itself", async () => {
    const [one, two, three] = [await mailOut(), await mailOut(), await mailOut()];
    const response = await send("/api/approvals/decisions", {
      decisions: [
        { id: one.approvalId, digest: one.digest, decision: "approved" },
        { id: two.approvalId, digest: three.digest, decision: "approved" },
        { id: three.approvalId, digest: three.digest, decision: "rejected" },
        { id: "approval-none", digest: one.digest, decision: "approved" },
      ],
    });
    expect(JSON.parse(await response.text()).results).toMatchObject([
      { kind: "decided" },
      { kind: "refused", code: "digest_mismatch" },
      { kind: "refused", code: "reason_missing" },
      { kind: "refused", code: "not_found" },
    ]);
    expect(await approvalRow(two.approvalId)).toMatchObject({ status: "pending" });
  });

  it("is shown with the exact bytes and what policy made of them", async () => {
    const one = await mailOut();
    const shown = JSON.parse(await (await api(`/api/approvals/${one.approvalId}`)).text());
    expect(shown.action).toMatchObject({
      payload: { subject: one.mark },
      preview: { title: one.mark },
      verdict: { kind: "approval", dimensions: { schemaValidity: { pass: true } } },
    });
  });

  it("is decided with a typed command too, by the beginning of its digest", async () => {
    const command = async (user: string, text: string) => {
      const form = new URLSearchParams({
        command: "/signalbox",
        text,
        user_id: user,
        channel_id: "C0CONTENT",
        trigger_id: crypto.randomUUID(),
      });
      const response = await postSlack(form.toString(), undefined, "application/x-www-form-urlencoded");
      const { text: said }: { text: string } = JSON.parse(await response.text());
      return said;
    };
    const one = await mailOut();
    expect(await command("U0PRIYA", "waiting")).toContain("not on the list of people");
    expect(await command("U0LENA", "waiting")).toContain(one.approvalId);
    const approve = `approve ${one.approvalId}`;
    expect(await command("U0JONAS", `${approve} ${one.digest.slice(0, 12)}`)).toContain("not on the list");
    expect(await command("U0LENA", approve)).toContain("approve APPROVAL DIGEST");
    expect(await command("U0LENA", `${approve} ${one.digest.slice(0, 6)}`)).toContain(
      "not what would go out",
    );
    expect(await command("U0LENA", `${approve} ${one.digest.slice(0, 12)}`)).toContain("approved");
    expect(await approvalRow(one.approvalId)).toMatchObject({
      status: "approved",
      channel: "slack",
      decidedBy: "lena",
    });
    expect(await command("U0LENA", "help")).toContain("top-up");
  });
});

describe("a task that fails while people are asked", () => {
  it("takes its question back: a yes would come to nothing", async () => {
    const { taskId } = await mailOut();
    const run = await DurableRun.open(env, plainEngine, { taskId });
    await runTask(run, async () => {
      throw new SignalboxError("fix_failed", "it broke");
    });
    await taskIn(taskId, "failed");
    expect(await approvalRow(`approval-${taskId}.action`)).toMatchObject({ status: "withdrawn" });
  });
});
