import type { Person } from "../person.ts";
import type { Cue } from "../transcript/cue.ts";
import type { Attendee } from "./meeting.ts";
import { matchSpeaker } from "./match-speaker.ts";
import { pieces } from "../../platform/pieces.ts";
import type { Segment } from "./segment.ts";

/** A segment isn't made longer than this by what follows: people find words in it. Characters. */
const longEnough = 500;
/** One that goes on and on, or a text without lines, is several: the model reads them part by part, and people find their place. */
const longest = 4000;

/**
 * A transcript's cues as segments: what one says without anybody between is one, until it is long enough. A transcript without times
 * has 0 throughout; one with times of the day counts from its first.
 */
export function segmentsOf(
  cues: readonly Cue[],
  people: readonly Person[],
  attendees: readonly Attendee[],
): Segment[] {
  const first = cues.map(({ at }) => momentOf(at)).find((moment) => moment !== null) ?? 0;
  const segments: Segment[] = [];
  let known = 0;
  for (const { speaker, text, at, startMs, endMs } of cues) {
    const words = text.replaceAll(/\s+/g, " ").trim();
    if (words === "") continue;
    const day = momentOf(at);
    // Who goes back in time has overlapped with whom they follow.
    known = Math.max(known, startMs ?? (day === null ? known : day - first));
    const last = segments.at(-1);
    const name = speaker?.slice(0, 200) ?? null;
    if (last !== undefined && last.speaker === name && last.text.length < longEnough) {
      last.text = `${last.text} ${words}`;
      last.endMs = endMs ?? last.endMs;
      continue;
    }
    const person = (name === null ? null : matchSpeaker(name, people, attendees))?.name ?? null;
    for (const part of pieces(words, longest))
      segments.push({ speaker: name, person, startMs: known, endMs, text: part });
  }
  return segments;
}

function momentOf(at: string | null): number | null {
  if (at === null || !/^\d{4}-\d{2}-\d{2}T/.test(at)) return null;
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? null : moment;
}
