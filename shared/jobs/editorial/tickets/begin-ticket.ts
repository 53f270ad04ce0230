import { notThisProjects } from "../../../actions/jira-issue.ts";
import { newTicket } from "../../../db/tickets.ts";
import { firstWords } from "../../../domain/said.ts";
import { conversationKey } from "../../../domain/signal.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { sha256 } from "../../../platform/digest.ts";
import { jiraPlaces } from "../../../policy/known-places.ts";
import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { postNotice } from "../../../spine/post-notice.ts";
import { fact } from "../../../spine/record.ts";
import { begin } from "../begin.ts";
import type { TicketRequest } from "../signals.ts";

/**
 * A task for an issue that asks for a text. The issue is its ticket: what becomes of the task is told there. Where that may not be, since
 * the issue's project is not the task's own, the task says so from the start, and those who see to the rules are told.
 */
export async function beginTicket(
  spine: Spine,
  { taskId, ...signal }: Offered<TicketRequest>,
): Promise<Offer> {
  const { issue, title, project, channel, by, labels } = signal.body;
  const offer = begin(
    spine,
    { taskId, ...signal },
    {
      title: firstWords(title),
      project,
      conversation: channel === null ? null : conversationKey(channel, taskId),
      by,
      said: `${by} gave ${issue} the label ${labels.join(", ")}`,
    },
  );
  if (offer.kind !== "begin") return offer;
  const { task } = offer;
  const { RULES } = spine.settings;
  const why = notThisProjects(issue, { project: task.project, jira: jiraPlaces(RULES) });
  const records = [newTicket(spine.db, { taskId, issue, closed: why !== null, updatedAt: spine.now() })];
  if (why === null) return { kind: "begin", task: { ...task, records } };
  const said = `${issue} is told nothing of it: ${why}`;
  if (RULES.opsChannel !== undefined)
    await postNotice(spine, {
      taskId: `notice-${(await sha256(`${taskId}/unwritten`)).slice(0, 16)}`,
      channel: RULES.opsChannel,
      thread: null,
      text: mrkdwn`:warning: ${said}. Name it in RULES under projects.${task.project}.jiraProjects, or change the route.`,
      told: "those who see to the rules are told",
      sources: [signal.id],
    });
  const left = fact(spine, taskId, "ticket/left", "ticket.left", said, { issue, reason: why });
  return { kind: "begin", task: { ...task, records, facts: [...(task.facts ?? []), left] } };
}
