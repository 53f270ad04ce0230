import { eq } from "drizzle-orm";
import { ticketLink } from "../../../actions/ticket-link.ts";
import { ticketMove } from "../../../actions/ticket-move.ts";
import { ticketNote } from "../../../actions/ticket-note.ts";
import type { ledger, tasks } from "../../../db/schema.ts";
import { effects } from "../../../db/schema.ts";
import { changeTicket, newsOf, type TicketRow } from "../../../db/tickets.ts";
import { jiraMover } from "../../../integrations/jira/mover.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import { act } from "../../../spine/act.ts";
import type { Spine } from "../../../spine/context.ts";
import { fact, record } from "../../../spine/record.ts";
import { publishingOf } from "../rules.ts";
import { isEnding, noteOf, statusFor, toldTypes } from "./ticket-words.ts";

type Task = typeof tasks.$inferSelect;

/** So many facts are told at once; the next have their turn in the next minute. */
const most = 10;

/**
 * Tells a task's ticket what is new of the task, a comment a fact, and moves it as the task moves. It goes as far as Jira lets it; the
 * checkpoint says how far that was, and each comment and move has a name of its own, so that none is made twice.
 */
export async function tellTicket(spine: Spine, task: Task, ticket: TicketRow): Promise<void> {
  const { db } = spine;
  const { taskId, issue } = ticket;
  if (issue === null) return;
  let { status } = ticket;
  if (status === null) {
    // Where people, or Jira's own workflow, have put it: from there it is moved and from nowhere else.
    const standing = await jiraMover(spine).standing(issue);
    if (standing.kind === "refused") {
      await leave(spine, ticket, standing.error, { closed: true });
      return;
    }
    if (standing.kind !== "answered") throw new SignalboxError("unavailable", standing.error);
    status = standing.value.status.name;
    await changeTicket(db, taskId, { status, updatedAt: spine.now() });
  }
  let now = { ...ticket, issue, status };
  const begun = await moveOn(spine, now, statusFor("working", wanted(spine, task)), "started");
  if (begun === null) return;
  now = begun;
  for (const news of await newsOf(db, now, toldTypes, most)) {
    const told = await tell(spine, task, now, news);
    if (told === null) return;
    now = told;
  }
}

type Known = TicketRow & { issue: string; status: string };

/** Null: Jira can't be told now. */
async function tell(
  spine: Spine,
  task: Task,
  ticket: Known,
  news: typeof ledger.$inferSelect,
): Promise<Known | null> {
  const published = await publishedBy(spine, news);
  const url = published?.url ?? (news.type === "task.done" ? (task.result?.url ?? null) : null);
  const text = noteOf(news, url);
  if (text !== null) {
    const noted = await act(spine, {
      taskId: ticket.taskId,
      key: `ticket-note-${news.seq}`,
      kind: ticketNote.kind,
      payload: { issue: ticket.issue, text },
      provenance: "internal",
      revision: 1,
    });
    // What Jira refuses for good is on record as that and keeps nothing else from being told.
    if (noted.kind !== "done" && noted.kind !== "failed") return null;
  }
  if (text !== null && published !== null) {
    const { issue, taskId } = ticket;
    const linked = await act(spine, {
      taskId,
      key: `ticket-link-${news.seq}`,
      kind: ticketLink.kind,
      payload: { issue, url: published.url, title: published.title },
      provenance: "internal",
      revision: 1,
    });
    if (linked.kind !== "done" && linked.kind !== "failed") return null;
  }
  const moved = isEnding(news)
    ? await moveOn(spine, ticket, statusFor(task.status, wanted(spine, task)), "ended")
    : ticket;
  if (moved === null) return null;
  const change = { checkpoint: news.seq, closed: isEnding(news), updatedAt: spine.now() };
  await changeTicket(spine.db, ticket.taskId, change);
  return { ...moved, ...change };
}

/** Moves a ticket on, unless people have moved it: then it is theirs, which is said once. Null: Jira can't be told now. */
async function moveOn(
  spine: Spine,
  ticket: Known,
  to: string | null,
  step: "started" | "ended",
): Promise<Known | null> {
  const { taskId, issue, status: from, left } = ticket;
  if (to === null || left || to === from || (step === "started" && ticket.checkpoint > 0)) return ticket;
  const moved = await act(spine, {
    taskId,
    key: `ticket-${step}`,
    kind: ticketMove.kind,
    payload: { issue, from, to },
    provenance: "internal",
    revision: 1,
  });
  if (moved.kind === "done") {
    await changeTicket(spine.db, taskId, { status: to, updatedAt: spine.now() });
    return { ...ticket, status: to };
  }
  if (moved.kind !== "failed") return null;
  await leave(spine, ticket, moved.reason, {});
  return { ...ticket, left: true };
}

/** Leaves a ticket to people, and says so. */
async function leave(
  spine: Spine,
  { taskId, issue, status }: TicketRow,
  reason: string,
  also: { closed?: true },
): Promise<void> {
  await record(
    spine,
    [
      fact(spine, taskId, "ticket/left", "ticket.left", `${issue} is left where it is: ${reason}`, {
        issue,
        status,
        reason,
      }),
    ],
    [changeTicket(spine.db, taskId, { left: true, updatedAt: spine.now(), ...also })],
  );
}

function wanted({ settings }: Spine, { project }: Task) {
  return publishingOf(settings.RULES, project).tickets ?? { started: null, done: null, dropped: null };
}

/** What an effect has published, and where it can be seen; null: nothing that has an address. */
async function publishedBy(
  { db }: Spine,
  { type, data }: typeof ledger.$inferSelect,
): Promise<{ url: string; title: string } | null> {
  const { actionId, kind } = data;
  if (type !== "effect.applied" || typeof actionId !== "string" || typeof kind !== "string") return null;
  const effect = await db.select().from(effects).where(eq(effects.actionId, actionId)).get();
  const url = URL.parse(effect?.result?.["url"] ?? "");
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return { url: url.href, title: `${kind.replaceAll("_", " ")} at ${url.host}` };
}
