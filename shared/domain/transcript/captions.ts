import { z } from "zod";
import { type Cue, msOfClock } from "./cue.ts";

const clockForm = String.raw`((?:\d{1,3}:)?\d{1,2}:\d{2})([.,]\d{1,3})`;
const time = new RegExp(String.raw`^\s*${clockForm}\s*-->(?:\s*${clockForm})?`);
/** An empty line; or, where a tool has left these out, the time of the next cue, with its number. */
const betweenCues = /\n[ \t]*\n|\n(?=(?:\d{1,6}\n)?[ \t]*[\d:]{4,9}[.,]\d{1,3}[ \t]*-->)/;
/** Teams writes what is said as an object. */
const teamsCue = z.looseObject({ speakerName: z.string().default(""), spokenText: z.string() });

/** What captions say: blocks of a time, and what is said at it. VTT and SRT alike, those of Zoom and Teams among them. */
export function captionCues(text: string): Cue[] {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .split(betweenCues)
    .flatMap((block) => {
      const lines = block.split("\n");
      const at = lines.findIndex((line) => time.test(line));
      const [, clock, part = "", endClock, endPart = ""] = time.exec(lines[at] ?? "") ?? [];
      if (at === -1 || clock === undefined) return [];
      return spokenIn(lines.slice(at + 1).join("\n"), {
        at: fullClock(clock),
        startMs: msOfClock(clock + part),
        endMs: endClock === undefined ? null : msOfClock(endClock + endPart),
      });
    });
}

/** "03:12" → "00:03:12". */
function fullClock(clock: string): string {
  const parts = clock.split(":");
  return [...(parts.length === 2 ? ["00"] : []), ...parts].map((part) => part.padStart(2, "0")).join(":");
}

/** What is said in one block, by each who says it. */
function spokenIn(payload: string, when: Pick<Cue, "at" | "startMs" | "endMs">): Cue[] {
  const teams = teamsOf(payload);
  if (teams !== null) return [{ speaker: teams.speakerName.trim() || null, text: teams.spokenText, ...when }];
  const voices = payload.split(/(?=<v[ .])/);
  let speaker: string | null = null;
  return voices.map((voice) => {
    speaker = /^<v(?:\.[^\s>]*)?\s+([^>]{1,100})>/.exec(voice)?.[1]?.trim() ?? speaker;
    const text = unescaped(voice.replaceAll(/<[^<>]{0,200}>/g, "")).trim();
    const said = speaker === null ? namedIn(text) : null;
    return said === null ? { speaker, text, ...when } : { ...said, ...when };
  });
}

const longestName = 60;

/** "Maya Ortiz: so we said", as Zoom has it: one to four words that begin with a capital letter. */
export function namedIn(text: string): { speaker: string; text: string } | null {
  const end = text.slice(0, longestName).indexOf(": ");
  if (end < 1) return null;
  const speaker = text.slice(0, end).trim();
  const words = speaker.split(/\s+/);
  const isName = words.length <= 4 && words.every((word) => /^[\p{Lu}(]/u.test(word));
  return isName ? { speaker, text: text.slice(end + 2) } : null;
}

function teamsOf(payload: string): z.output<typeof teamsCue> | null {
  if (!/^\s*\{/.test(payload)) return null;
  try {
    return teamsCue.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    // Somebody says a brace.
    return null;
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
  lrm: "",
  rlm: "",
};

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_all, name: string) => entities[name] ?? "");
}
