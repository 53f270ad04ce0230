import { z } from "zod";
import type { NewSignal } from "../../shared/domain/signal.ts";
import type { LabelEvent } from "../../shared/integrations/jira/change-name.ts";
import { labelsIn } from "../../shared/integrations/jira/gains-label.ts";
import { jiraReader } from "../../shared/integrations/jira/reader.ts";
import type { ChangedIssue } from "../../shared/integrations/jira/schema.ts";
import type { Comment, History } from "../../shared/integrations/jira/shapes.ts";
import { signalOfLabel } from "../../shared/jobs/bug-fix/sources/jira/map.ts";
import { askedInJira } from "../../shared/jobs/editorial/tickets/asked-in-jira.ts";
import { saidInTicket } from "../../shared/jobs/editorial/tickets/said-in-ticket.ts";
import { overlapMs } from "../../shared/jobs/project-watch/sources/jira/checkpoint.ts";
import { walk } from "../../shared/jobs/project-watch/sources/jira/walk.ts";
import { wholeOf } from "../../shared/jobs/project-watch/sources/jira/whole.ts";
import { storedCheckpoint } from "../../shared/jobs/project-watch/sources/stored-checkpoint.ts";
import { jiraPlaces } from "../../shared/policy/known-places.ts";
import type { Rules } from "../../shared/policy/rules.ts";
import type { Settings } from "../../shared/spine/settings.ts";
import type { PollSource } from "./poll-source.ts";

/** When the last look began, epoch milliseconds. */
const checkpointSchema = z.object({ at: z.number() });

/** What of an issue is read. */
const fields = ["summary", "description", "labels", "project", "creator", "created", "updated", "comment"];

/**
 * The issues that have got a label which asks for something, in the projects of Jira that the rules name, and what is said in those
 * and in the projects where the desk's tickets are. One search for all.
 */
export const jira: PollSource = {
  service: "jira",
  places: ({ settings: { JIRA_URL, JIRA_USER, JIRA_API_TOKEN, RULES } }) => {
    const isSet = [JIRA_URL, JIRA_USER, JIRA_API_TOKEN].every((setting) => setting !== undefined);
    const isAsked = labelsOf(RULES).length + deskOf(RULES).length > 0 && jiraPlaces(RULES).length > 0;
    return isSet && isAsked ? [{ name: "labels", isOpen: true }] : [];
  },
  ask: async (spine, { checkpoint, since }) => {
    const began = spine.now();
    const last = storedCheckpoint(checkpointSchema, checkpoint);
    const from = last === null ? since : Math.max(since, last.at - overlapMs);
    const reader = jiraReader(spine);
    const walked = await walk(reader, jqlOf(spine.settings.RULES, began - from), fields, from + overlapMs);
    if (walked.kind === "unanswered") return walked.outcome;
    const happened: Happened[] = [];
    for (const issue of walked.issues) {
      const whole = await wholeOf(reader, issue, from, null);
      if (whole.kind === "unanswered") return whole.outcome;
      const said = whole.comments.filter(({ created }) => created >= from);
      happened.push({ issue, labelled: eventsOf(issue, whole.histories, from), said });
    }
    const isAll = walked.through === null && walked.settled;
    // Where there is more, the next look goes on from what this one is sure of.
    const at = isAll ? began : walked.settled ? (walked.through ?? from) : (last?.at ?? since);
    return {
      kind: "answered",
      value: {
        read: (settings) => happened.flatMap((one) => signalsOf(one, settings)),
        checkpoint: JSON.stringify({ at }),
        more: !isAll,
      },
    };
  },
};

/** What has happened to one issue since a look. */
interface Happened {
  issue: ChangedIssue;
  labelled: LabelEvent[];
  said: Comment[];
}

/** The projects in which the desk makes tickets, where people answer. */
function deskOf({ editorial }: Rules): string[] {
  return [...new Set(Object.values(editorial.projects).flatMap(({ tickets }) => tickets?.project ?? []))];
}

function labelsOf({ repositories, bugFix, editorial }: Rules): string[] {
  const fixes = Object.keys(repositories).length > 0 ? [bugFix.label] : [];
  return [...new Set([...fixes, ...editorial.routes.flatMap(({ label }) => label ?? [])])];
}

/** Minutes back from the present moment: a date would be read in the time zone of the account. */
function jqlOf(rules: Rules, spanMs: number): string {
  const keys = jiraPlaces(rules).map(({ key }) => key);
  const labels = labelsOf(rules).map((label) => `"${label.replaceAll(/["\\]/g, String.raw`\$&`)}"`);
  const minutes = Math.max(1, Math.ceil(spanMs / 60_000) + 1);
  const desk = deskOf(rules);
  const either = [
    ...(labels.length > 0 ? [`labels in (${labels.join(", ")})`] : []),
    ...(desk.length > 0 ? [`project in (${desk.join(", ")})`] : []),
  ].join(" OR ");
  return `project in (${keys.join(", ")}) AND (${either}) AND updated >= -${minutes}m ORDER BY updated ASC`;
}

function signalsOf({ issue: { id, key }, labelled, said }: Happened, settings: Settings): NewSignal[] {
  // Every event of a search says of which issue and which change it is.
  const name = "jira:poll";
  return [
    ...labelled.flatMap((one) => [signalOfLabel(name, one, settings), askedInJira(name, one, settings)]),
    ...said.map((comment) => saidInTicket(name, { issue: { id, key, self: null }, comment }, settings)),
  ].filter((one) => one !== null);
}

/** What has happened to an issue since a moment, as webhooks would have told it. */
function eventsOf(issue: ChangedIssue, histories: readonly History[], from: number): LabelEvent[] {
  const { id, key, fields: seen } = issue;
  const labels = z.array(z.string()).catch([]).parse(seen["labels"]);
  const event = (own: readonly string[]): LabelEvent["event"]["issue"] => ({
    id,
    key,
    self: null,
    fields: { summary: seen.summary, description: seen.description, labels: [...own], project: seen.project },
  });
  const changes = histories.map(({ id: entry, author, items }): LabelEvent => ({
    name: "jira:issue_updated",
    event: { user: author, issue: event(labels), changelog: { id: entry, items } },
  }));
  if ((seen.created ?? 0) < from) return changes;
  const [first] = histories.flatMap(({ items }) => items.filter(({ field }) => field === "labels"));
  const atFirst = first === undefined ? labels : labelsIn(first.before);
  return [{ name: "jira:issue_created", event: { user: seen.creator, issue: event(atFirst) } }, ...changes];
}
