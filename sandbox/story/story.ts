import { StoryCalendar } from "./calendar.ts";
import type { StoryEvent } from "./events.ts";
import { mailsOf } from "./mails.ts";
import { chatter } from "./noise/chatter.ts";
import { machineMails } from "./noise/machines.ts";
import { threads } from "./threads/registry.ts";
import { boardEvents, ticketEvents } from "./tickets/events.ts";

const dayMs = 86_400_000;

export interface Story {
  calendar: StoryCalendar;
  /** How the board came to be, weeks before. */
  before: StoryEvent[];
  /** The two weeks, in the order in which they are heard of. */
  events: StoryEvent[];
}

/** Two weeks of the project atlas. @param monday its first day, as 2026-11-02. */
export function storyFrom(monday: string): Story {
  const calendar = new StoryCalendar(monday);
  const mails = [...threads, ...machineMails(), ...chatter()].flatMap((thread) => mailsOf(calendar, thread));
  return {
    calendar,
    before: inOrder(boardEvents(calendar)),
    events: inOrder([...mails, ...ticketEvents(calendar)]),
  };
}

/** What happens from the morning of one working day to the night after another. */
export function daysOf({ calendar, events }: Story, from: number, to: number): StoryEvent[] {
  const first = from === 1 ? Number.NEGATIVE_INFINITY : calendar.at(from, "00:00");
  const end = calendar.at(to, "00:00") + dayMs;
  return events.filter(({ at }) => at >= first && at < end);
}

/** By time, and never two at once: what comes at the same second is a second later. */
function inOrder(events: StoryEvent[]): StoryEvent[] {
  let last = 0;
  return events
    .toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))
    .map((event) => {
      last = Math.max(event.at, last + 1000);
      return event.kind === "mail" && event.sentAt === event.at
        ? { ...event, at: last, sentAt: last }
        : { ...event, at: last };
    });
}
