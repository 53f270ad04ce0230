import { namedIn } from "./captions.ts";
import { type Cue, msOfClock } from "./cue.ts";

const clock = String.raw`[[(]?(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)[\])]?`;
/** "[00:01:02] Maya: so", "00:01:02 - Maya: so". */
const timeFirst = new RegExp(String.raw`^${clock}\s*[-–]?\s*(.*)$`);
/** "Maya Ortiz  00:01:02", with what she says in the lines below, or behind a colon. */
const timeLast = new RegExp(String.raw`^(\p{Lu}[^:\d[(]{0,58}?)\s*[-–,]?\s*${clock}(?:\s*:\s*(.*))?$`, "u");

/** What a transcript in plain text says: a line or a paragraph is one who speaks. What names nobody goes on with the one before. */
export function spokenLines(text: string): Cue[] {
  const cues: Cue[] = [];
  let isHead = false;
  for (const line of text.replaceAll(/\r\n?/g, "\n").split("\n")) {
    const words = line.trim();
    if (words === "") continue;
    const began = beginning(words);
    const last = cues.at(-1);
    if (began === null && last !== undefined) {
      last.text = isHead ? words : `${last.text} ${words}`;
      isHead = false;
      continue;
    }
    const cue = began ?? { speaker: null, text: words, at: null, startMs: null, endMs: null };
    isHead = cue.text === "";
    cues.push(cue);
  }
  return cues.filter((cue) => cue.text !== "");
}

/** Who begins to speak in a line of a text, and when. */
export interface SpokenHead {
  speaker: string;
  at: string;
}

const fewestHeads = 3;

/**
 * Who begins to speak in which line of a text, as Otter, Zoom and Meet write transcripts; empty for a text that is none. A call goes to and
 * fro: an agenda names each of its points once.
 */
export function spokenHeads(lines: readonly string[]): Map<number, SpokenHead> {
  const heads = new Map<number, SpokenHead>();
  for (const [n, line] of lines.entries()) {
    const { speaker, at } = beginning(line.trim()) ?? {
      speaker: null,
      at: null,
    };
    if (speaker !== null && at !== null && namedIn(`${speaker}: `) !== null) heads.set(n, { speaker, at });
  }
  const people = new Set(Array.from(heads.values(), ({ speaker }) => speaker)).size;
  return heads.size >= fewestHeads && people * 1.5 <= heads.size ? heads : new Map();
}

/** What somebody begins to say in a line; null: it goes on with what was said. */
function beginning(given: string): Cue | null {
  // Blanks without end would be taken apart in each way that there is.
  const line = given.replaceAll(/\s{2,}/g, " ");
  const [, at, rest = ""] = timeFirst.exec(line) ?? [];
  if (at !== undefined) return { ...(namedIn(rest) ?? { speaker: null, text: rest }), ...timed(at) };
  const [, speaker, later, said = ""] = timeLast.exec(line) ?? [];
  if (speaker !== undefined && later !== undefined)
    return { speaker: speaker.trim(), text: said, ...timed(later) };
  const named = namedIn(line);
  return named === null ? null : { ...named, at: null, startMs: null, endMs: null };
}

function timed(at: string): Pick<Cue, "at" | "startMs" | "endMs"> {
  return { at, startMs: msOfClock(at), endMs: null };
}
