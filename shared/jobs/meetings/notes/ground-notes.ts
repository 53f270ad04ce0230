import type { z } from "zod";
import { quoteFinder } from "../../../domain/find-quote.ts";
import { dueDay } from "../../../domain/meeting/due-day.ts";
import type { Moment } from "../../../domain/meeting/notes.ts";
import { folded } from "../../../domain/meeting/match-speaker.ts";
import type { Segment } from "../../../domain/meeting/segment.ts";
import { cleanLine } from "../../../quarantine/clean/clean.ts";
import { suspiciousSigns } from "../../../quarantine/clean/suspicious.ts";
import { placesIn } from "../../../quarantine/places.ts";
import type { FoundNote, FoundNotes } from "./found-note.ts";
import type { noteForm } from "./read-window.ts";

type Said = z.infer<typeof noteForm>;

/** What notes are held against. */
export interface NotesGround {
  segments: readonly Segment[];
  /** Names that an owner may have: of who was there, and of the team. */
  people: readonly string[];
  /** The day of the meeting, as 2026-11-28. */
  on: string;
}

const longestText = 400;
const longestQuote = 600;
/** A quote may be said to be a little before or behind where it is. */
const near = 3;
/** More of one part of a meeting nobody reads. */
export const mostOfWindow = 40;

/**
 * Looks for the words of every note in the transcript, at the segment that is named and around it. What has none is left out and counted;
 * so is what names a place that isn't in its quote, or still gives instructions.
 */
export function groundNotes(
  { noted, instructs }: { noted: readonly Said[]; instructs: boolean },
  ground: NotesGround,
): FoundNotes {
  const notes = noted.map((one) => grounded(one, ground)).filter((one) => one !== null);
  const kept = notes.slice(0, mostOfWindow);
  return { notes: kept, leftOut: noted.length - kept.length, instructs };
}

/** Whether words of a transcript look as if they were to instruct a model. */
export function looksInstructing(segments: readonly Segment[]): boolean {
  return segments.some(({ text }) => suspiciousSigns(text).length > 0);
}

/** A note with its moment; null: it has none, or says what nobody has said. */
function grounded(said: Said, ground: NotesGround): FoundNote | null {
  const line = cleanLine(said.text, longestText);
  if (line.text === "" || line.suspicious.length > 0) return null;
  const moment = momentOf(said, ground.segments);
  if (moment === null) return null;
  const named = new Set(placesIn(moment.quote));
  if (placesIn(said.text).some((place) => !named.has(place))) return null;
  const { kind } = said;
  const isAction = kind === "action";
  return {
    kind,
    text: line.text,
    moment,
    owner: isAction ? ownerOf(said.owner, ground.people) : null,
    due: isAction ? dueOf(said.due, moment.segment, ground) : null,
  };
}

/** Where the words were said: as people said them, whatever the model has read. Null: nowhere near. */
function momentOf({ segment, quote }: Said, segments: readonly Segment[]): Moment | null {
  const at = Math.round(segment) - 1;
  const order = [0, ...Array.from({ length: near }, (_, n) => [n + 1, -n - 1]).flat()];
  for (const by of order) {
    const one = segments[at + by];
    const span = one === undefined ? null : quoteFinder(one.text)(quote);
    if (one === undefined || span === null) continue;
    const words = one.text.slice(span.from, span.to);
    if (words.length > longestQuote) return null;
    return { segment: at + by + 1, atMs: one.startMs, speaker: one.person ?? one.speaker, quote: words };
  }
  return null;
}

/** The name as it is written in the list; null: it is on none. */
export function ownerOf(owner: string | null, people: readonly string[]): string | null {
  if (owner === null) return null;
  const whole = people.find((name) => folded(name) === folded(owner));
  if (whole !== undefined) return whole;
  const first = people.filter((name) => folded(name).split(" ")[0] === folded(owner));
  return first.length === 1 ? (first[0] ?? null) : null;
}

/** The day that was said there or a moment later; null: nobody said it. */
export function dueOf(due: string | null, segment: number, { segments, on }: NotesGround): string | null {
  if (due === null || due.trim() === "") return null;
  const around = segments.slice(Math.max(segment - 2, 0), segment + 2).map(({ text }) => squeezed(text));
  return around.some((text) => text.includes(squeezed(due))) ? dueDay(due, on) : null;
}

function squeezed(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
