import { ticketOpen } from "../../../actions/ticket-open.ts";
import { newTicket } from "../../../db/tickets.ts";
import type { tasks } from "../../../db/schema.ts";
import { dashboardLink } from "../../../platform/config.ts";
import { act } from "../../../spine/act.ts";
import type { Spine } from "../../../spine/context.ts";
import { fact, record } from "../../../spine/record.ts";
import { publishingOf } from "../rules.ts";

const longestSummary = 200;

/** Opens a task's ticket. What can't be opened now is tried again; what Jira refuses is not. */
export async function openTicket(spine: Spine, task: typeof tasks.$inferSelect): Promise<void> {
  const { id: taskId, kind, title, project, requestedBy } = task;
  const rule = publishingOf(spine.settings.RULES, project).tickets;
  if (rule === undefined) return;
  const page = dashboardLink(spine.settings, `/tasks/${encodeURIComponent(taskId)}`);
  const noun = kind.replaceAll("_", " ");
  const opened = await act(spine, {
    taskId,
    key: "ticket",
    kind: ticketOpen.kind,
    payload: {
      project: rule.project,
      type: rule.type,
      summary: `${noun}: ${plain(title) || taskId}`,
      description: [
        `A ${noun} of ${project}, asked for by ${requestedBy}.`,
        `What becomes of it is told here${page === null ? "" : `; all of it is at ${page}`}.`,
      ].join("\n\n"),
    },
    provenance: "internal",
    revision: 1,
  });
  const updatedAt = spine.now();
  if (opened.kind === "failed") {
    await newTicket(spine.db, { taskId, issue: null, closed: true, updatedAt });
    return;
  }
  if (opened.kind !== "done") return;
  const { issue = null, url = "" } = opened.value;
  await record(
    spine,
    [fact(spine, taskId, "ticket/opened", "ticket.opened", `Its ticket is ${issue}`, { issue, url })],
    [newTicket(spine.db, { taskId, issue, closed: issue === null, updatedAt })],
  );
}

/** A title on one line, without what a ticket's summary must not have. */
function plain(title: string | null): string {
  const line = (title ?? "").replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return Array.from(line).slice(0, longestSummary).join("").trim();
}
