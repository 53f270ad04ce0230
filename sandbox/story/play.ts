import type { JiraPlayEvent } from "../jira/events.ts";
import type { StoryEvent, StoryMail, TicketEvent } from "./events.ts";
import { cast } from "./people.ts";
import { guest } from "./tickets/events.ts";

const projects = ["OPS", "WEB", "ATL"] as const;

/** Lets events of the story happen in the sandbox's Jira and mailbox. @param tell whether Jira sends its webhooks too. */
export async function playEvents(
  sandbox: string,
  events: readonly StoryEvent[],
  tell: boolean,
): Promise<void> {
  const tickets = events.flatMap((event) => (event.kind === "mail" ? [] : [jiraEventOf(event)]));
  const mails = events.flatMap((event) => (event.kind === "mail" ? [graphMailOf(event)] : []));
  if (tickets.length > 0) await post(`${sandbox}/jira/_/play`, { events: [...jiraPeople, ...tickets], tell });
  if (mails.length > 0) await post(`${sandbox}/graph/_/play`, { mails });
}

const short = new Map<string, string>([
  ...Object.entries(cast).map(([name, { name: full }]): [string, string] => [full, name]),
  [guest.name, "guest"],
]);

/** The client's people look at the board as guests; the makers work on it. */
const jiraPeople: readonly JiraPlayEvent[] = [
  ...Object.entries(cast).map(([name, { name: displayName, address: email }]): JiraPlayEvent => ({
    kind: "person",
    name,
    displayName,
    email,
    type: email.endsWith("@signalbox.example") ? "atlassian" : "customer",
  })),
  { kind: "person", name: "guest", displayName: guest.name, email: guest.address, type: "customer" },
];

function jiraEventOf(event: TicketEvent): JiraPlayEvent {
  const doing = { by: shortOf(event.by), at: new Date(event.at).toISOString() };
  if (event.kind === "ticket_created") {
    const { key, type, summary, description, assignee, priority, points, sprint, due } = event;
    return {
      ...doing,
      kind: "create",
      project: "ATL",
      key,
      type,
      summary,
      description: description === "" ? null : description,
      assignee: assignee && shortOf(assignee),
      priority,
      points,
      sprint,
      due,
    };
  }
  const on = { ...doing, issue: event.key };
  switch (event.kind) {
    case "ticket_moved":
      return { ...on, kind: "move", to: event.to };
    case "ticket_assigned":
      return { ...on, kind: "assign", to: event.to && shortOf(event.to) };
    case "ticket_due":
      return { ...on, kind: "due", date: event.to };
    case "ticket_flagged":
      return { ...on, kind: "flag", on: event.flagged };
    case "ticket_commented":
      return { ...on, kind: "comment", text: event.text };
    case "ticket_sprint":
      return { ...on, kind: "sprint", sprint: event.to };
    case "ticket_deleted":
      return { ...on, kind: "delete" };
    case "ticket_to_project":
      return { ...on, kind: "moveToProject", project: projectOf(event.to) };
  }
}

/** As the sandbox's mailbox takes it. */
function graphMailOf(mail: StoryMail) {
  return {
    id: mail.id,
    at: mail.sentAt,
    received: mail.at,
    from: `${mail.from.name} <${mail.from.address}>`,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    body: mail.html ?? mail.text,
    format: mail.html === null ? "text" : "html",
    conversation: mail.conversation,
    attachments: mail.attachments,
  };
}

function shortOf(fullName: string): string {
  const found = short.get(fullName);
  if (found === undefined) throw new Error(`${fullName} is nobody in the story`);
  return found;
}

function projectOf(key: string): (typeof projects)[number] {
  const found = projects.find((one) => one === key);
  if (found === undefined) throw new Error(`${key} is no project of the sandbox's Jira`);
  return found;
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
