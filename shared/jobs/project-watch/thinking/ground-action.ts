import type { Known } from "./known.ts";
import type { PlannedAction } from "./plan.ts";
import { settlePlaces } from "../../../quarantine/places.ts";
import type { Speakers } from "./speakers.ts";
import { isProposable, type ProposableKind, type SaidAction } from "./thought.ts";

export type Grounded = { kind: "grounded"; action: PlannedAction } | { kind: "refused"; reason: string };

/** What is to be done, by kind: what it goes out with, or why not. */
type Made = (Pick<PlannedAction, "kind" | "payload" | "title" | "item"> & { outside?: boolean }) | string;
type Maker = (said: Words, known: Known, speakers: Speakers) => Made;

/** An action in words that name no place but the project's own. */
interface Words extends Pick<SaidAction, "ticket" | "entry" | "people" | "value"> {
  subject: string;
  text: string;
  why: string;
}

/** What a model may choose. Recipients, tickets, statuses and milestones are looked up, never taken over. */
const makers: Readonly<Record<ProposableKind, Maker>> = {
  jira_comment: ({ ticket, text }, known) => {
    const issue = jiraTicket(ticket, known);
    if (issue === null) return `${quoted(ticket)} is no ticket of the project`;
    if (text === "") return "it says nothing";
    return { kind: "jira_comment", payload: { issue, text }, title: `Comment on ${issue}`, item: issue };
  },
  jira_status_change: ({ ticket, value }, known) => {
    const issue = jiraTicket(ticket, known);
    if (issue === null) return `${quoted(ticket)} is no ticket of the project`;
    const to = known.statuses.find((status) => status.toLowerCase() === value?.trim().toLowerCase());
    if (to === undefined) return `${quoted(value)} is no status of the project`;
    const from = known.tickets.get(issue)?.status ?? null;
    if (from === to) return `${issue} is ${to} already`;
    return {
      kind: "jira_status_change",
      payload: { issue, from, to },
      title: `Move ${issue} to ${to}`,
      item: issue,
    };
  },
  jira_create_ticket: ({ value, subject, text }, known, speakers) => {
    if (known.jiraProject === null) return "the project has no board in Jira";
    if (subject === "") return "it has no title";
    const type = known.types.find((one) => one.toLowerCase() === value?.trim().toLowerCase()) ?? "Task";
    const payload = { project: known.jiraProject, type, summary: subject.slice(0, 250), description: text };
    return {
      kind: "jira_create_ticket",
      payload,
      title: `New ${type}: ${subject.slice(0, 150)}`,
      item: itemOf(speakers),
    };
  },
  email_stakeholder: ({ people, subject, text }, known, speakers) => {
    const recipients = people.map((ref) => known.recipients.find((one) => one.ref === ref));
    const found = [...new Set(recipients.filter((one) => one !== undefined))];
    if (people.length === 0 || recipients.includes(undefined))
      return "it names somebody whom the project doesn't know";
    if (subject === "" || text === "") return "it says nothing";
    const to = found.map(({ address }) => address).slice(0, 10);
    // Whoever is on no list of stakeholders gets mail only when a person has said so.
    const kind = found.every(({ stakeholder }) => stakeholder) ? "email_stakeholder" : "email_external";
    const payload = { to, subject: subject.slice(0, 200), text };
    const outside = found.some(({ fromSignal }) => fromSignal);
    return {
      outside,
      kind,
      payload,
      title: `Mail to ${found.map(({ name }) => name).join(", ")}: ${subject.slice(0, 120)}`,
      item: itemOf(speakers),
    };
  },
  milestone_change: ({ entry, value, why }, known) => {
    const milestone = known.entries.delivery_state.entries.find(({ id }) => id === entry && id !== "head");
    if (milestone === undefined) return `${quoted(entry)} is no milestone of the project`;
    const day = value?.trim() ?? "";
    if (!isDay(day)) return `${quoted(value)} is no day`;
    const payload = { project: known.project, milestone: milestone.id, due: day, reason: why };
    return {
      kind: "milestone_change",
      payload,
      title: `Move ${String(milestone.fields["title"] ?? milestone.id)} to ${day}`,
      item: milestone.id,
    };
  },
  scope_change: ({ subject, text, ticket }, known, speakers) => {
    if (subject === "" || text === "") return "it says nothing";
    const tickets = ticket !== null && known.tickets.has(ticket) ? [ticket] : [];
    const payload = {
      project: known.project,
      title: subject.slice(0, 200),
      description: text.slice(0, 3500),
      tickets,
    };
    return {
      kind: "scope_change",
      payload,
      title: `Scope: ${subject.slice(0, 150)}`,
      item: itemOf(speakers),
    };
  },
};

/** Looks at one action that a model wants. */
export function groundAction(said: SaidAction, known: Known, speakers: Speakers): Grounded {
  if (!isProposable(said.kind))
    return { kind: "refused", reason: `${said.kind.slice(0, 60)} is nothing that may be proposed` };
  const settle = (words: string | null): ReturnType<typeof settlePlaces> =>
    settlePlaces((words ?? "").trim(), known.places);
  const subject = settle(said.subject);
  const text = settle(said.text);
  const why = settle(said.why);
  const foreign = [...subject.foreign, ...text.foreign];
  const words = {
    ticket: said.ticket,
    entry: said.entry,
    people: said.people,
    value: said.value,
    subject: oneLine(subject.text),
    text: text.text.slice(0, 4000),
    why: oneLine(why.text).slice(0, 500) || "it gave no reason",
  };
  const made = makers[said.kind](words, known, speakers);
  if (typeof made === "string") return { kind: "refused", reason: made };
  const { sources, voices } = speakers;
  const { outside = false, ...action } = made;
  return {
    kind: "grounded",
    action: {
      ...action,
      title: made.title.slice(0, 300),
      why:
        foreign.length === 0
          ? words.why
          : `${words.why} (${foreign.length} foreign places in it were made unusable)`,
      sources,
      voices,
      provenance: outside || foreign.length > 0 ? "external" : speakers.provenance,
    },
  };
}

function jiraTicket(key: string | null, { tickets }: Known): string | null {
  const ticket = tickets.get(key ?? "");
  return ticket?.source === "jira" ? ticket.key : null;
}

function itemOf({ readings }: Speakers): string | null {
  return readings[0]?.signal.item ?? null;
}

export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function quoted(value: string | null): string {
  return value === null ? "nothing" : `"${oneLine(value).slice(0, 60)}"`;
}
