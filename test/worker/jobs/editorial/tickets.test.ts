import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { askedInJira } from "../../../../shared/jobs/editorial/tickets/asked-in-jira.ts";
import { beginTicket } from "../../../../shared/jobs/editorial/tickets/begin-ticket.ts";
import { ticketRequest } from "../../../../shared/jobs/editorial/signals.ts";
import { effects, ledger, tasks, tickets } from "../../../../shared/db/schema.ts";
import type { LedgerType } from "../../../../shared/domain/ledger.ts";
import { followTickets } from "../../../../shared/jobs/editorial/tickets/follow-tickets.ts";
import type { Spine } from "../../../../shared/spine/context.ts";
import { issueEvent } from "../../../../shared/integrations/jira/wire.ts";
import { fact, record } from "../../../../shared/spine/record.ts";
import { faults, sandbox } from "../../support/slack.ts";
import { aTask, spine, unique, withRules } from "../../support/spine.ts";

const ruled = withRules({
  editorial: {
    projects: { default: { tickets: { project: "OPS", kinds: ["blog_post"], dropped: "To Do" } } },
  },
});
/** The same some seconds later: a retry waits for its moment. */
const later = (seconds: number): Spine => ({ ...ruled, now: () => Date.now() + seconds * 1000 });

interface Issue {
  key: string;
  summary: string;
  status: string;
  comments: { text: string }[];
  links: { url: string; title: string }[];
}
const ticketsOf = async (mark: string) =>
  (await sandbox<{ issues: Issue[] }>("/jira/_people/issues")).issues.filter(({ summary }) =>
    summary.includes(mark),
  );
const aPost = async (title: string, over: object = {}) =>
  aTask({ id: unique("editorial"), kind: "blog_post", title, ...over });

async function happened(taskId: string, type: LedgerType, summary: string, data: object = {}): Promise<void> {
  await record(spine, [fact(spine, taskId, unique(type), type, summary, { ...data })]);
}
const leftOf = async (taskId: string) =>
  (await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId))).filter(
    ({ type }) => type === "ticket.left",
  );

it("tells a task's ticket of it from its beginning to its end, each thing once, and no other task's", async () => {
  const mark = unique();
  const taskId = await aPost(mark);
  await aPost(`${mark} elsewhere`, { kind: "slack_report" });
  await followTickets(ruled);
  await followTickets(ruled);
  expect(await ticketsOf(mark)).toMatchObject([{ summary: `blog post: ${mark}`, status: "In Progress" }]);

  await happened(taskId, "approval.decided", "maya approved blog_publish for blog:x", { digest: "abc123" });
  const url = `https://blog.example/${mark}`;
  const actionId = `${taskId}.publish-1`;
  const effect = { actionId, taskId, state: "applied", attempts: 1, result: { url }, updatedAt: 0 } as const;
  await spine.db.insert(effects).values(effect);
  const applied = { actionId, kind: "blog_publish", target: "blog:x", digest: "abc123" };
  await happened(taskId, "effect.applied", "blog_publish applied", applied);
  await happened(taskId, "task.done", "published");
  await Promise.all([followTickets(ruled), followTickets(ruled)]);
  await followTickets(later(60));
  const [ticket] = await ticketsOf(mark);
  expect(ticket?.status).toBe("Done");
  expect(ticket?.links).toMatchObject([{ url, title: "blog publish at blog.example" }]);
  expect(ticket?.comments.map(({ text }) => text).toSorted()).toEqual([
    `Done: blog_publish for blog:x, see ${url} (digest abc123).`,
    "Maya approved blog_publish for blog:x (digest abc123).",
    "Published.",
  ]);
});

it("leaves a ticket where people have put it, says so once, and goes on telling it", async () => {
  const mark = unique();
  const taskId = await aPost(mark);
  await followTickets(ruled);
  const [opened] = await ticketsOf(mark);
  await sandbox("/jira/_people/move", { issue: opened?.key, to: "To Do" });
  await happened(taskId, "task.done", "published");
  await followTickets(ruled);
  await followTickets(later(60));
  expect(await ticketsOf(mark)).toMatchObject([{ status: "To Do", comments: [{ text: "Published." }] }]);
  expect(await leftOf(taskId)).toHaveLength(1);
});

it("opens one ticket though the answer is lost, and tells of a cancelled task what a failing Jira kept back", async () => {
  const mark = unique();
  const taskId = await aPost(mark);
  await faults("jira", { path: "/issue", match: mark, drop: true });
  for (const seconds of [0, 31, 62]) await followTickets(later(seconds));
  expect(await ticketsOf(mark)).toMatchObject([{ status: "In Progress" }]);

  await spine.db
    .update(tasks)
    .set({ cancel: { by: "maya", reason: "no more" } })
    .where(eq(tasks.id, taskId));
  await happened(taskId, "task.cancelled", "cancelled by maya: no more");
  await faults("jira", { path: "/comment", status: 503, times: 1 });
  await followTickets(later(90));
  expect(await ticketsOf(mark)).toMatchObject([{ comments: [] }]);
  for (const seconds of [150, 200]) await followTickets(later(seconds));
  expect(await ticketsOf(mark)).toMatchObject([
    { status: "To Do", comments: [{ text: "Cancelled by maya: no more." }] },
  ]);
  expect(await spine.db.select().from(tickets).where(eq(tickets.taskId, taskId))).toMatchObject([
    { closed: true },
  ]);
});

it("takes an issue that gets a route's label for a request, and tells that issue what becomes of it", async () => {
  const routed = withRules({ editorial: { routes: [{ label: "blog", kind: "blog_post" }] } });
  const mark = unique();
  await sandbox("/jira/_people/issue", { project: "OPS", type: "Task", summary: mark });
  const [made] = await ticketsOf(mark);
  const issue = made?.key;
  const event = (before: string, after: string) => ({
    user: { accountId: "557058:f5", displayName: "Priya" },
    issue: {
      key: issue,
      self: null,
      fields: { summary: "Exports", description: null, project: { key: "OPS" } },
    },
    changelog: { items: [{ field: "labels", fromString: before, toString: after }] },
  });
  const asked = (before: string, after: string) =>
    askedInJira(
      "jira:1",
      { name: "jira:issue_updated", event: issueEvent.parse(event(before, after)) },
      routed.settings,
    );
  expect(asked("blog", "blog urgent")).toBeNull();
  const signal = asked("urgent", "urgent Blog");
  expect(signal).toMatchObject({ id: "jira:1:asked", kind: "jira.asked", provenance: "internal" });

  const taskId = await aPost("Exports");
  const body = ticketRequest.parse(signal?.body);
  const offered = { id: "jira:1:asked", kind: "jira.asked", provenance: "internal", receivedAt: 0 } as const;
  const offer = await beginTicket(routed, { ...offered, body, taskId });
  if (offer.kind !== "begin") throw new Error(offer.kind);
  expect(offer.task).toMatchObject({ kind: "blog_post", project: "default" });
  await record(spine, [], offer.task.records);
  await happened(taskId, "task.done", "published");
  await followTickets(routed);
  const [told] = await ticketsOf(mark);
  expect(told).toMatchObject({ status: "To Do", comments: [{ text: "Published." }] });
});
