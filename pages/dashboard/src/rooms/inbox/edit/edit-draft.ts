import { z } from "zod";
import { inputOf, momentIn } from "../../../jobs/editorial/zone.ts";

/** What somebody makes of a piece: its words by field, and its time as an input has it; empty: as soon as it may. */
export interface EditDraft {
  wording: Record<string, string>;
  time: string;
}

/** What the Worker is told of an edit: only what is another than it was. */
export interface Edited {
  wording: Record<string, string>;
  publishAt?: string | null;
}

const members = z.record(z.string(), z.unknown());
const timed = z.object({ publishAt: z.iso.datetime().nullable() });

/** A payload's members; none of what has none. */
export function membersOf(payload: unknown): Record<string, unknown> {
  return members.safeParse(payload).data ?? {};
}

/** When a payload says that it goes out; undefined: things of its kind have no time. */
export function timeOf(payload: unknown): string | null | undefined {
  return timed.safeParse(payload).data?.publishAt;
}

/** A payload as a form has it. */
export function draftOf(payload: unknown, fields: readonly string[], timeZone: string): EditDraft {
  const known = membersOf(payload);
  const time = timeOf(payload);
  return {
    wording: Object.fromEntries(fields.map((field) => [field, wordsIn(known[field])])),
    time: typeof time === "string" ? inputOf(Date.parse(time), timeZone) : "",
  };
}

/** What in a draft is another than in the payload; null: nothing is. A time that is none counts as one that has changed. */
export function editedIn(payload: unknown, draft: EditDraft, timeZone: string): Edited | null {
  const before = draftOf(payload, Object.keys(draft.wording), timeZone);
  const wording = Object.fromEntries(
    Object.entries(draft.wording).filter(([field, words]) => words !== before.wording[field]),
  );
  if (draft.time === before.time) return Object.keys(wording).length === 0 ? null : { wording };
  const at = momentIn(draft.time, timeZone);
  return { wording, publishAt: at === null ? null : new Date(at).toISOString() };
}

/** What is wrong with the time of a draft; null: nothing is. */
export function timeProblem(
  payload: unknown,
  draft: EditDraft,
  timeZone: string,
  now: number,
): string | null {
  if (draft.time === draftOf(payload, [], timeZone).time || draft.time === "") return null;
  const at = momentIn(draft.time, timeZone);
  if (at === null) return "That is no date and time.";
  return at <= now ? "That has passed." : null;
}

function wordsIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
