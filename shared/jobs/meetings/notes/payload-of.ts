import { type MeetingNotesPayload, mostMailed } from "../../../actions/meeting-notes.ts";
import type { MeetingRow } from "../../../db/meetings.ts";
import { distinctNames, matchSpeaker } from "../../../domain/meeting/match-speaker.ts";
import type { MeetingNotes } from "../../../domain/meeting/notes.ts";
import { type Segment, speakersIn } from "../../../domain/meeting/segment.ts";
import { cleanLine } from "../../../quarantine/clean/clean.ts";
import type { Settings } from "../../../spine/settings.ts";
import { meetingDay } from "./notes-ground.ts";

/** The notes of a meeting as people are asked about them. Who gets them by mail: who was there, or spoke, and has an address. */
export function payloadOf(
  { PEOPLE, RULES }: Pick<Settings, "PEOPLE" | "RULES">,
  meeting: MeetingRow,
  notes: MeetingNotes,
  segments: readonly Segment[],
): MeetingNotesPayload {
  const { id, title, attendees } = meeting;
  const there = distinctNames([...attendees.map(({ name }) => name), ...speakersIn(segments)]);
  const known = there
    .map((name) => matchSpeaker(name, PEOPLE, attendees)?.email)
    .filter((address) => address !== undefined);
  const given = attendees.map(({ email }) => email).filter((address) => address !== null);
  const isTeam = (address: string): boolean => PEOPLE.some(({ email }) => email === address);
  const all = [...new Set([...known, ...given])];
  const team = all.filter(isTeam).slice(0, mostMailed);
  return {
    meeting: id,
    title: cleanLine(title, 150).text || "a meeting",
    on: meetingDay(RULES, meeting),
    attendees: there.slice(0, 200).map((name) => cleanLine(name, 120).text),
    to: { team, outside: all.filter((one) => !isTeam(one)).slice(0, mostMailed - team.length) },
    notes,
  };
}
