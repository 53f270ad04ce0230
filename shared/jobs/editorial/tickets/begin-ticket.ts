import { newTicket } from "../../../db/tickets.ts";
import { firstWords } from "../../../domain/said.ts";
import { conversationKey } from "../../../domain/signal.ts";
import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { begin } from "../begin.ts";
import type { TicketRequest } from "../signals.ts";

/** A task for an issue that asks for a text. The issue is its ticket: what becomes of the task is told there. */
export function beginTicket(spine: Spine, { taskId, ...signal }: Offered<TicketRequest>): Offer {
  const { issue, title, project, channel, by, labels } = signal.body;
  const row = { taskId, issue, closed: false, updatedAt: spine.now() };
  return begin(
    spine,
    { taskId, ...signal },
    {
      title: firstWords(title),
      project,
      conversation: channel === null ? null : conversationKey(channel, taskId),
      by,
      said: `${by} gave ${issue} the label ${labels.join(", ")}`,
      records: [newTicket(spine.db, row)],
    },
  );
}
