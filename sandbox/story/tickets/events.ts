import type { StoryCalendar } from "../calendar.ts";
import type { TicketCreated, TicketEvent } from "../events.ts";
import { cast, type CastName } from "../people.ts";
import { board } from "./board.ts";
import { changes, type WrittenChange } from "./changes.ts";
import { ordinaryFlow } from "./flow.ts";
import { madeTickets } from "./made.ts";

/** The project's key in Jira. */
const project = "ATL";
const sprint = "Atlas 7";
const types = { S: "Story", T: "Task", B: "Bug" } as const;
/** Somebody from outside who may comment. */
export const guest = { name: "Guest Reviewer", address: "guest@elsewhere.example" };

/** What is on the board on the first morning, as it came to be weeks before. */
export function boardEvents(calendar: StoryCalendar): TicketEvent[] {
  const begin = calendar.at(1, "09:00") - 50 * 86_400_000;
  return board.flatMap(([type, summary, assignee, points, where], index): TicketEvent[] => {
    const key = `${project}-${index + 1}`;
    const at = begin + index * 600_000;
    const created: TicketCreated = {
      ...blank,
      id: key,
      at,
      key,
      by: cast.maya.name,
      type: types[type],
      summary,
      assignee: assignee && cast[assignee].name,
      points,
      sprint: where === "doing" || where === "next" ? sprint : null,
    };
    if (where === "next" || where === "later") return [created];
    const move = { kind: "ticket_moved", key, by: cast[assignee ?? "lena"].name } as const;
    const taken: TicketEvent = { ...move, id: `${key}@taken`, at: at + 86_400_000, to: "In Progress" };
    return where === "doing"
      ? [created, taken]
      : [created, taken, { ...move, id: `${key}@finished`, at: at + 2 * 86_400_000, to: "Done" }];
  });
}

/** What happens on the board during the two weeks. */
export function ticketEvents(calendar: StoryCalendar): TicketEvent[] {
  const made = madeTickets.map(({ day, time, by, due, assignee, ...rest }, index): TicketCreated => {
    const key = `${project}-${board.length + index + 1}`;
    return {
      ...blank,
      sprint,
      ...rest,
      description: calendar.fill(rest.description ?? ""),
      id: key,
      at: calendar.at(day, time),
      key,
      by: cast[by].name,
      assignee: assignee === undefined ? null : cast[assignee].name,
      due: due === undefined ? null : calendar.date(due),
    };
  });
  return [...made, ...[...changes, ...ordinaryFlow()].map((change) => changed(calendar, change))];
}

const blank = {
  kind: "ticket_created",
  description: "",
  assignee: null,
  priority: "Medium",
  points: null,
  sprint: null,
  due: null,
} as const;

function changed(calendar: StoryCalendar, [day, time, who, ticket, did]: WrittenChange): TicketEvent {
  const key = `${project}-${ticket}`;
  const change = {
    id: `${key}@${day}-${time}`,
    at: calendar.at(day, time),
    key,
    by: who === "guest" ? guest.name : cast[who].name,
  };
  if ("moved" in did) return { ...change, kind: "ticket_moved", to: did.moved };
  if ("assigned" in did) return { ...change, kind: "ticket_assigned", to: nameOf(did.assigned) };
  if ("due" in did) return { ...change, kind: "ticket_due", to: did.due && calendar.date(did.due) };
  if ("flagged" in did) return { ...change, kind: "ticket_flagged", flagged: did.flagged };
  if ("said" in did) return { ...change, kind: "ticket_commented", text: calendar.fill(did.said) };
  if ("sprint" in did) return { ...change, kind: "ticket_sprint", to: did.sprint };
  if ("project" in did) return { ...change, kind: "ticket_to_project", to: did.project };
  return { ...change, kind: "ticket_deleted" };
}

function nameOf(who: CastName | null): string | null {
  return who && cast[who].name;
}
