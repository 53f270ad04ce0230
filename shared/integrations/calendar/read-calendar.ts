import ICAL from "ical.js";
import { type InvitedEvent, longestUid } from "../../domain/meeting/invitation.ts";
import { type Attendee, attendeeSchema, mostAttendees } from "../../domain/meeting/meeting.ts";
import { visibleLine } from "../../platform/visible.ts";
import { wellFormed } from "../../platform/well-formed.ts";
import { timeProblem, timesOf } from "./instances.ts";
import { meetingLink } from "./meeting-link.ts";
import { saidToBeRecorded } from "./said-to-be-recorded.ts";
import { isIana, momentOf, ownZones } from "./zones.ts";

/** What a team says of invitations, and who has sent this one. */
export interface Reading {
  /** Who it is from where it names no organizer: a calendar's file needs none. */
  from: string;
  /** Hosts of conferences, besides the services that are known. */
  hosts: readonly string[];
  /** Words that say that a meeting is recorded. */
  recorded: readonly string[];
}

/** What a calendar's text says. `sender`: who may send in an organizer's place, by organizer. */
interface Calendar {
  events: InvitedEvent[];
  sentBy: ReadonlyMap<string, string>;
}

/** So many events are an invitation; more are somebody's whole calendar. */
const mostEvents = 30;
const longestTitle = 150;
const methods: ReadonlySet<string> = new Set(["REQUEST", "PUBLISH", "CANCEL"]);

/**
 * An invitation, an update or a cancellation, as iCalendar has it (RFC 5545, 5546); null for what is none: an answer to one of ours, or
 * nothing that can be read. Its words lead to nothing but what is read here: a place, times, names, and whether it says that it is recorded.
 */
export function readCalendar(said: string, reading: Reading): Calendar | null {
  const calendar = parsed(said);
  const method = upper(calendar?.getFirstPropertyValue("method")) ?? "PUBLISH";
  if (calendar === null || calendar.name !== "vcalendar" || !methods.has(method)) return null;
  const found = calendar.getAllSubcomponents("vevent");
  if (found.length === 0 || found.length > mostEvents) return null;
  const sentBy = new Map<string, string>();
  const events = found.flatMap((event): InvitedEvent[] => {
    const uid = textOf(event, "uid").slice(0, longestUid);
    if (uid === "") return [];
    const line = event.getFirstProperty("organizer");
    const organizer = (line && addressOf(line.getFirstValue())) ?? reading.from;
    const other = line && addressOf(line.getParameter("sent-by"));
    if (other) sentBy.set(organizer, other);
    const isCancelled = method === "CANCEL" || upper(event.getFirstPropertyValue("status")) === "CANCELLED";
    const instance = instanceOf(calendar, event);
    // That, or all that follow it: to take it for the whole series would be worse than to leave it.
    if (instance === undefined) return [];
    const problem = timeProblem(calendar, event);
    const words = ["summary", "location", "description", "comment"].map((name) => textOf(event, name));
    return [
      {
        uid,
        instance,
        sequence: sequenceOf(event),
        isCancelled,
        organizer,
        title: titleOf(event),
        url: meetingLink(placesOf(event), reading.hosts),
        told: saidToBeRecorded(words, reading.recorded),
        attendees: attendeesOf(event),
        times: problem === null ? timesOf(calendar, event) : null,
        problem,
      },
    ];
  });
  return events.length === 0 ? null : { events, sentBy };
}

function parsed(said: string): ICAL.Component | null {
  try {
    const read: unknown = ICAL.parse(said.replace(/^\ufeff/, "").trim());
    // Of several calendars it is a list of them, of none an empty one.
    return Array.isArray(read) && typeof read[0] === "string" ? new ICAL.Component(read) : null;
  } catch {
    // Whatever it is, it is no invitation; the mail that it came with is read like any other.
    return null;
  }
}

/** Null: the event is about all of it; undefined: about an instance that can't be told, or that and all that follow. */
function instanceOf(calendar: ICAL.Component, event: ICAL.Component): number | null | undefined {
  const property = event.getFirstProperty("recurrence-id");
  if (!property) return null;
  const time = property.getFirstValue();
  if (!(time instanceof ICAL.Time) || time.isDate || property.getParameter("range") !== undefined)
    return undefined;
  const tzid = property.getParameter("tzid");
  const zone = calendar.getFirstPropertyValue("x-wr-timezone");
  const floating = typeof zone === "string" && isIana(zone) ? zone : "UTC";
  return momentOf(time, typeof tzid === "string" ? tzid : null, ownZones(calendar), floating) ?? undefined;
}

/** Where programs write the address of a conference, the surest place first. */
function placesOf(event: ICAL.Component): string[] {
  return [
    "conference",
    "x-google-conference",
    "x-microsoft-skypeteamsmeetingurl",
    "x-microsoft-onlinemeetingexternallink",
    "location",
    "url",
    "description",
  ].map((name) => textOf(event, name));
}

function attendeesOf(event: ICAL.Component): Attendee[] {
  const seen = new Map<string, Attendee>();
  for (const line of [...event.getAllProperties("attendee"), ...event.getAllProperties("organizer")]) {
    const email = addressOf(line.getFirstValue());
    if (email === null || seen.has(email) || isRoom(line)) continue;
    const name = oneLine(String(line.getParameter("cn") ?? ""))
      .slice(0, 120)
      .trim();
    const { data } = attendeeSchema.safeParse({ name: name || email, email });
    if (data !== undefined) seen.set(email, data);
  }
  return [...seen.values()].slice(0, mostAttendees);
}

/** Rooms and projectors are invited too. */
function isRoom(line: ICAL.Property): boolean {
  const kind = String(line.getParameter("cutype") ?? "").toUpperCase();
  return kind === "ROOM" || kind === "RESOURCE";
}

function addressOf(value: unknown): string | null {
  const address =
    typeof value === "string"
      ? value
          .trim()
          .replace(/^mailto:/i, "")
          .toLowerCase()
      : "";
  return /^[^\s@<>(),;:"\\\p{C}]{1,190}@[^\s@<>(),;:"\\\p{C}]{1,190}$/u.test(address) ? address : null;
}

function sequenceOf(event: ICAL.Component): number {
  const value = Number(event.getFirstPropertyValue("sequence") ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function titleOf(event: ICAL.Component): string {
  const title = oneLine(textOf(event, "summary"));
  const cut =
    title.length > longestTitle
      ? `${title.slice(0, longestTitle - 2).replace(/[\ud800-\udbff]$/, "")}…`
      : title;
  return cut === "" ? "A meeting without a title" : cut;
}

function oneLine(words: string): string {
  return visibleLine(wellFormed(words)).replaceAll(/\s+/g, " ").trim();
}

function textOf(event: ICAL.Component, name: string): string {
  return event
    .getAllProperties(name)
    .flatMap((one) => one.getValues())
    .filter((value: unknown) => typeof value === "string")
    .join("\n");
}

function upper(value: unknown): string | null {
  return typeof value === "string" ? value.trim().toUpperCase() : null;
}
