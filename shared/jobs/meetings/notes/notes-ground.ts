import type { MeetingRow } from "../../../db/meetings.ts";
import { localDay } from "../../../domain/local-day.ts";
import { distinctNames } from "../../../domain/meeting/match-speaker.ts";
import { type Segment, speakersIn } from "../../../domain/meeting/segment.ts";
import { lookUp } from "../../../platform/look-up.ts";
import type { Settings } from "../../../spine/settings.ts";
import type { NotesGround } from "./ground-notes.ts";

/** What a meeting's notes are held against: what was said, who may have taken something, and the day in the project's zone. */
export function notesGround(
  { PEOPLE, RULES }: Pick<Settings, "PEOPLE" | "RULES">,
  { attendees, startsAt, project }: Pick<MeetingRow, "attendees" | "startsAt" | "project">,
  segments: readonly Segment[],
): NotesGround {
  const all = [
    ...PEOPLE.map(({ name }) => name),
    ...attendees.map(({ name }) => name),
    ...speakersIn(segments),
  ];
  return { segments, people: distinctNames(all), on: meetingDay(RULES, { startsAt, project }) };
}

/** The day of a meeting where the project is, as 2026-11-28. */
export function meetingDay(
  rules: Settings["RULES"],
  { startsAt, project }: Pick<MeetingRow, "startsAt" | "project">,
): string {
  return localDay(startsAt, lookUp(rules.projectWatch, project)?.timeZone ?? "UTC");
}
