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

/** What somebody begins to say in a line; null: it goes on with what was said. */
function beginning(line: string): Cue | null {
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
