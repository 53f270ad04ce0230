import { changeTicket, tasksWithoutTicket, ticketsToTell } from "../../../db/tickets.ts";
import { describeError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { editorialKinds } from "../registry.ts";
import { openTicket } from "./open-ticket.ts";
import { tellTicket } from "./tell-ticket.ts";
import { toldTypes } from "./ticket-words.ts";

/** So many tickets a minute at most, of each. */
const most = 20;
/** A task that is over sooner than this has been missed by no more than a few minutes of trouble. */
const endedWithinMs = 5 * 60_000;

/**
 * Opens the tickets that rules want for tasks, and tells those that are open what has become of theirs. It follows what is on record, so
 * no task waits for it, and an outage of Jira only makes it late.
 */
export async function followTickets(spine: Spine): Promise<void> {
  const { settings, db } = spine;
  if (settings.JIRA_URL === undefined || settings.JIRA_API_TOKEN === undefined) return;
  const wanted = wantedIn(spine);
  if (wanted.length > 0)
    for (const task of await tasksWithoutTicket(db, wanted, spine.now() - endedWithinMs, most))
      await attend(task.id, async () => openTicket(spine, task));
  for (const { ticket, task } of await ticketsToTell(db, toldTypes, most))
    await attend(task.id, async () => {
      // Its turn is over however it goes: one in trouble doesn't come first again.
      await changeTicket(db, task.id, { updatedAt: spine.now() });
      await tellTicket(spine, task, ticket);
    });
}

/** The projects whose tasks get tickets, and which of them do. */
function wantedIn({ settings: { RULES } }: Spine): { project: string; kinds: string[] }[] {
  const all = editorialKinds.map(({ kind }) => kind);
  return Object.entries(RULES.editorial.projects).flatMap(([project, { tickets }]) => {
    if (tickets === undefined) return [];
    const kinds = tickets.kinds.length === 0 ? all : all.filter((kind) => tickets.kinds.includes(kind));
    return kinds.length === 0 ? [] : [{ project, kinds }];
  });
}

/** Each for itself: one in trouble keeps none of the others. */
async function attend(taskId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error("ticket.not_told", { taskId, reason: describeError(error) });
  }
}
