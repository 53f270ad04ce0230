import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { newTicket } from "../../../../shared/db/tickets.ts";
import { approvals, ledger, signals, tasks } from "../../../../shared/db/schema.ts";
import { commentEvent } from "../../../../shared/integrations/jira/wire.ts";
import { editorial } from "../../../../shared/jobs/editorial/job.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { deskQueues } from "../../../../shared/jobs/editorial/desk-queues.ts";
import { saidInTicket } from "../../../../shared/jobs/editorial/tickets/said-in-ticket.ts";
import { receive } from "../../../../shared/spine/receive.ts";
import { routeSignal } from "../../../../shared/spine/route-signal.ts";
import { sandbox } from "../../support/slack.ts";
import { aTask, proposeOne, spine, unique } from "../../support/spine.ts";

const ruled = configuredSpine({
  ...env,
  RULES: JSON.stringify({
    ...JSON.parse(env.RULES),
    editorial: { projects: { default: { tickets: { project: "OPS" } } } },
  }),
  PEOPLE: JSON.stringify(
    spine.settings.PEOPLE.map((one) => (one.id === "maya" ? { ...one, jira: "712020:maya" } : one)),
  ),
});

interface Issue {
  key: string;
  summary: string;
  comments: { id: string; text: string }[];
}
const issueOf = async (mark: string) =>
  (await sandbox<{ issues: Issue[] }>("/jira/_people/issues")).issues.find(({ summary }) => summary === mark);

/** A task that is told of in an issue of its own. */
async function told(status: (typeof tasks.$inferSelect)["status"]) {
  const mark = unique();
  await sandbox("/jira/_people/issue", { project: "OPS", type: "Task", summary: mark });
  const issue = (await issueOf(mark))?.key ?? "";
  const taskId = await aTask({ id: unique("editorial"), kind: "blog_post", status });
  await newTicket(spine.db, { taskId, issue, closed: false, updatedAt: 0 });
  return { mark, issue, taskId };
}

/** Somebody writes in an issue, and Jira's word of it comes in. */
async function written(mark: string, user: string, text: string, at = Date.now()) {
  const { key = "" } = (await issueOf(mark)) ?? {};
  await sandbox("/jira/_people/comment", { issue: key, text, user });
  const id = (await issueOf(mark))?.comments.at(-1)?.id ?? "";
  return heard(
    key,
    id,
    { accountId: `712020:${user}`, accountType: "atlassian", displayName: user },
    text,
    at,
  );
}

async function heard(key: string, id: string, author: object, text: string, at = Date.now()) {
  const event = { issue: { key, self: null }, comment: { id, author, created: at, body: text } };
  const signal = saidInTicket(unique("jira"), commentEvent.parse(event), ruled.settings);
  if (signal === null) throw new Error("nothing is heard");
  await receive(ruled, signal);
  await routeSignal(ruled, [editorial], signal.id, deskQueues.content.name);
  return spine.db.select().from(signals).where(eq(signals.id, signal.id)).get();
}

const factsOf = async (taskId: string, type: string) =>
  (await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId))).filter((one) => one.type === type);

it("is the answer to what the task asks, with the weight of who wrote it", async () => {
  for (const [user, provenance] of [
    ["maya", "operator"],
    ["jonas", "external"],
  ] as const) {
    const { mark, taskId } = await told("waiting_reply");
    expect(await written(mark, user, "For platform engineers")).toMatchObject({
      status: "handled",
      provenance,
    });
    expect(await factsOf(taskId, "reply.received")).toHaveLength(1);
  }
});

it("is talk among people as long as nothing is asked, and our own comments say nothing to us", async () => {
  const { mark, issue, taskId } = await told("waiting_approval");
  expect(await written(mark, "maya", "Looks good to me")).toMatchObject({ status: "dropped" });
  await ruled.db.update(tasks).set({ status: "waiting_reply" }).where(eq(tasks.id, taskId));
  const response = await fetch(`${env.JIRA_URL}/rest/api/3/issue/${issue}/comment`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("a:b")}`, "content-type": "application/json" },
    body: JSON.stringify({
      body: {
        type: "doc",
        version: 1,
        content: [{ type: "paragraph", content: [{ type: "text", text: "It waits." }] }],
      },
      properties: [{ key: "signalbox.action", value: { actionId: "x" } }],
    }),
  });
  const { id }: { id: string } = JSON.parse(await response.text());
  // An account that people use too: its name alone tells nothing.
  const author = { accountId: "712020:maya", accountType: "atlassian" };
  expect(await heard(issue, id, author, "It waits.")).toMatchObject({
    status: "dropped",
    reason: expect.stringContaining("our own"),
  });
  expect(await factsOf(taskId, "reply.received")).toHaveLength(0);
});

it("asks for a revision by whoever may decide, and by nobody else; a yes is not given there", async () => {
  const { mark, taskId } = await told("waiting_approval");
  const post = { title: mark, slug: mark, summary: mark, tags: ["x"], words: 1, author: "us" };
  const payload = { ...post, markdown: "All is well." };
  const { approval } = await proposeOne({ kind: "blog_publish", payload, taskId });
  const standing = async () =>
    spine.db
      .select()
      .from(approvals)
      .where(eq(approvals.id, approval?.id ?? ""))
      .get();
  expect(await written(mark, "jonas", "@signalbox revise: shorter")).toMatchObject({
    status: "dropped",
    reason: expect.stringContaining("not on the list of people"),
  });
  await written(mark, "maya", "@signalbox revise: shorter", Date.now() - 3_600_000);
  await written(mark, "maya", "@signalbox approve");
  expect(await standing()).toMatchObject({ status: "pending" });
  const answers = (await issueOf(mark))?.comments.filter(({ text }) => text.startsWith("That did not count"));
  expect(answers).toHaveLength(2);
  await written(mark, "maya", "@signalbox revise: shorter, please", Date.now() + 10);
  expect(await standing()).toMatchObject({
    status: "revised",
    decidedBy: "maya",
    channel: "jira",
    reason: "shorter, please",
  });
});

it("of ours that wait for one issue are two, unless they say the same", async () => {
  const { issue } = await told("working");
  const asked = async (text: string) =>
    (await proposeOne({ kind: "jira_comment", payload: { issue, text }, provenance: "external" })).approval
      ?.id;
  const ids = new Set([await asked("The release is late."), await asked("Who looks after it?")]);
  const stand = async () =>
    (await spine.db.select().from(approvals)).flatMap(({ id, status }) => (ids.has(id) ? status : []));
  expect(await stand()).toEqual(["pending", "pending"]);
  await asked("Who looks after it?");
  expect((await stand()).toSorted()).toEqual(["pending", "superseded"]);
});
