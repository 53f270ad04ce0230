import type { JiraCreateTicket } from "../../../actions/jira-create-ticket.ts";
import type { MeetingNotesPayload } from "../../../actions/meeting-notes.ts";
import type { Change } from "../../../domain/artefacts/artefact.ts";
import type { ActionNote } from "../../../domain/meeting/notes.ts";
import { clockOf } from "../../../domain/transcript/cue.ts";
import { cut } from "../../../platform/cut.ts";
import { jiraPlaces } from "../../../policy/known-places.ts";
import type { Rules } from "../../../policy/rules.ts";

/** More tickets of one meeting are no proposal, but a backlog. */
export const mostTickets = 20;

/** The Jira project in which a project's actions have their tickets; null: the rules name none, so there are none. */
export function ticketPlace(rules: Rules, project: string): string | null {
  return jiraPlaces(rules).find(({ projects }) => projects.includes(project))?.key ?? null;
}

/** A ticket for what somebody is to do. */
export function ticketOf(
  { text, owner, due, moment }: ActionNote,
  { title, on }: MeetingNotesPayload,
  place: string,
): JiraCreateTicket {
  const when = moment.atMs > 0 ? ` at ${clockOf(moment.atMs / 1000)}` : "";
  const lines = [
    text,
    `Owner: ${owner ?? "nobody has taken it"}`,
    ...(due === null ? [] : [`Due: ${due}`]),
    `Said in ${title} on ${on}${when}, by ${moment.speaker ?? "somebody"}: "${moment.quote}"`,
  ];
  return { project: place, type: "Task", summary: cut(text, 250), description: lines.join("\n\n") };
}

/** What is new in the project's log of decisions. `source`: the id of the signal that the transcript came by. */
export function decisionChanges({ notes, on, title }: MeetingNotesPayload, source: string): Change[] {
  return notes.decisions.map(({ text, moment }, n) => ({
    op: "add",
    id: `new-${n + 1}`,
    fields: {
      title: cut(text, 300),
      decision: text,
      by: moment.speaker,
      on,
      why: `Said in ${title}: "${moment.quote}"`,
      status: "made",
    },
    sources: [source],
  }));
}
