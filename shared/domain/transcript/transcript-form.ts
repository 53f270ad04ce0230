import { z } from "zod";
import { type Cue, clockOf, msOfClock } from "./cue.ts";
import { inSeconds } from "./in-seconds.ts";

const named = z.looseObject({
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  username: z.string().nullish(),
});
const who = z.union([z.string(), z.number(), named]).nullish();
/** Seconds, or a time in words; Recall has both in one. */
const when = z
  .union([
    z.number(),
    z.string(),
    z.looseObject({ from: z.string() }).transform(({ from }) => from),
    z.looseObject({ relative: z.number().nullish(), absolute: z.string().nullish() }),
  ])
  .nullish();
const word = z.union([
  z.string(),
  z.looseObject({
    text: z.string().optional(),
    word: z.string().optional(),
    punctuated_word: z.string().optional(),
    value: z.string().optional(),
    start_timestamp: when,
    start: when,
    ts: when,
    end_timestamp: when,
    end: when,
    end_ts: when,
    speaker: who,
    speaker_label: who,
  }),
]);
const words = z.array(word);

/** One entry of a transcript, as Zoom, Teams, Recall, Rev, AssemblyAI, Whisper, Deepgram, AWS and those who write their own have it. */
const entry = z.looseObject({
  speaker: who,
  speakerName: who,
  speaker_name: who,
  speakerId: who,
  speaker_label: who,
  participant: who,
  user: who,
  user_name: who,
  username: who,
  name: who,
  author: who,
  text: z.string().nullish(),
  spokenText: z.string().nullish(),
  transcript: z.string().nullish(),
  content: z.string().nullish(),
  message: z.string().nullish(),
  display: z.string().nullish(),
  words: words.nullish(),
  elements: words.nullish(),
  start: when,
  startTime: when,
  start_time: when,
  startDateTime: when,
  start_timestamp: when,
  timestamp: when,
  timestamps: when,
  time: when,
  ts: when,
  offset: when,
  at: when,
  end: when,
  endTime: when,
  end_time: when,
  end_timestamp: when,
});
type Entry = z.output<typeof entry>;

/** Where a transcript lies in an object around it: where it says who speaks before where it doesn't. */
const homes = [
  "audio_segments",
  "callTranscripts",
  "utterances",
  "transcript",
  "transcription",
  "transcripts",
  "segments",
  "monologues",
  "entries",
  "sentences",
  "paragraphs",
  "phrases",
  "timeline",
  "messages",
  "results",
  "channels",
  "recognizedPhrases",
  "items",
  "data",
] as const;

const deepest = 5;

/** Ways to hear the same words, the likeliest first. */
const heard = ["alternatives", "nBest"] as const;

/** What a JSON transcript says; null for JSON that is none. */
export function cuesOf(value: unknown): Cue[] | null {
  const found = cuesIn(value, 0, null) ?? wholeText(value);
  return found === null ? null : inSeconds(found);
}

/** @param around who speaks, as what is around it says */
function cuesIn(value: unknown, depth: number, around: string | null): Cue[] | null {
  if (depth > deepest || typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) {
    const each = value.map((one: unknown) => {
      const cues = cueOf(one) ?? cuesIn(one, depth + 1, around);
      return cues?.map((cue) => ({ ...cue, speaker: cue.speaker ?? around })) ?? null;
    });
    const known = each.filter((one) => one !== null);
    // A few entries that say nothing are pauses; a list in which most are unknown is something else.
    return known.length > 0 && known.length * 2 >= each.length ? known.flat() : null;
  }
  const members = new Map<string, unknown>(Object.entries(value));
  const speaker = speakerIn(value) ?? around;
  for (const all of heard) {
    const ways = members.get(all);
    const found = Array.isArray(ways) ? cuesIn(ways.slice(0, 1), depth, speaker) : null;
    if (found !== null) return found;
  }
  for (const home of homes) {
    const found = cuesIn(members.get(home), depth + 1, speaker);
    if (found !== null) return found;
  }
  return null;
}

/** Whisper, and others that weren't asked who speaks or when, write all of it as one text. */
function wholeText(value: unknown): Cue[] | null {
  const { data } = z.looseObject({ text: z.string() }).safeParse(value);
  return data === undefined ? null : cueOf(data);
}

/** What an entry says: of words with those who say them, by each of these. */
function cueOf(value: unknown): Cue[] | null {
  const { data } = entry.safeParse(value);
  if (data === undefined) return null;
  const spoken = data.words ?? data.elements ?? null;
  if (spoken !== null && speakerOf(data) === null) {
    const turns = turnsIn(spoken);
    if (turns.length > 1 || turns.some(({ speaker }) => speaker !== null))
      return turns.flatMap(({ speaker, words: all }) => cueOf({ speaker, words: all }) ?? []);
  }
  const text =
    data.text ??
    data.spokenText ??
    data.transcript ??
    data.content ??
    data.message ??
    data.display ??
    (spoken === null ? null : joinedWords(spoken));
  if (text === null) return null;
  const given = startOf(data);
  const startMs = msOf(given);
  const endMs = startMs === null ? null : msOf(endOf(data));
  return [{ speaker: speakerOf(data), text, at: timeOf(given), startMs, endMs }];
}

type Words = z.output<typeof words>;

/** Words by who says them, one after the other. */
function turnsIn(all: Words): { speaker: string | null; words: Words }[] {
  const turns: { speaker: string | null; words: Words }[] = [];
  for (const one of all) {
    const speaker = typeof one === "string" ? null : speakerOf({ speaker: one.speaker ?? one.speaker_label });
    const last = turns.at(-1);
    if (last !== undefined && (last.speaker === speaker || speaker === null)) last.words.push(one);
    else turns.push({ speaker, words: [one] });
  }
  return turns;
}

/** Who speaks in what is around entries. */
function speakerIn(value: object): string | null {
  const { data } = z.looseObject({ speaker: who, speakerId: who, speakerName: who }).safeParse(value);
  return data === undefined ? null : speakerOf(data);
}

function speakerOf(data: Partial<Entry>): string | null {
  const given =
    data.speaker ??
    data.speaker_label ??
    data.speakerName ??
    data.speaker_name ??
    data.participant ??
    data.user_name ??
    data.username ??
    data.user ??
    data.name ??
    data.author ??
    data.speakerId;
  if (given === null || given === undefined) return null;
  if (typeof given === "number") return `Speaker ${given}`;
  const name = typeof given === "string" ? given : (given.name ?? given.displayName ?? given.username ?? "");
  return name.replaceAll(/\s+/g, " ").trim() || null;
}

type When = z.output<typeof when>;

function startOf(data: Entry): When {
  const [first] = data.words ?? data.elements ?? [];
  const ofWord = typeof first === "object" ? (first.start_timestamp ?? first.start ?? first.ts) : null;
  return (
    data.start ??
    data.startTime ??
    data.start_time ??
    data.startDateTime ??
    data.start_timestamp ??
    data.timestamp ??
    data.timestamps ??
    data.time ??
    data.ts ??
    data.offset ??
    data.at ??
    ofWord
  );
}

function endOf(data: Entry): When {
  const last = (data.words ?? data.elements ?? []).at(-1);
  const ofWord = typeof last === "object" ? (last.end_timestamp ?? last.end ?? last.end_ts) : null;
  return data.end ?? data.endTime ?? data.end_time ?? data.end_timestamp ?? ofWord;
}

/** "62.4" is a number that somebody has written as words. */
const numbered = (given: When): When =>
  typeof given === "string" && /^\d{1,16}(?:\.\d{1,9})?$/.test(given) ? Number(given) : given;

/** What is beyond are moments of an epoch, in seconds; and beyond that, in milliseconds. */
const epochSeconds = 1e9;

function timeOf(said: When): string | null {
  const given = numbered(said);
  if (given === null || given === undefined) return null;
  if (typeof given === "string") return given.trim().slice(0, 40) || null;
  const seconds = typeof given === "number" ? given : given.relative;
  if (seconds === undefined || seconds === null)
    return typeof given === "object" ? (given.absolute ?? null) : null;
  if (seconds > 1e12 && seconds < 8e15) return new Date(seconds).toISOString();
  if (seconds > epochSeconds) return new Date(Math.min(seconds, 8e12) * 1000).toISOString();
  return clockOf(seconds);
}

/** Milliseconds from the beginning of a recording; null for a moment of the world's clock, or none. */
function msOf(said: When): number | null {
  const given = numbered(said);
  if (given === null || given === undefined) return null;
  if (typeof given === "string") return msOfClock(given);
  const seconds = typeof given === "number" ? given : given.relative;
  return seconds === undefined || seconds === null || seconds < 0 || seconds > epochSeconds
    ? null
    : Math.round(seconds * 1000);
}

/** Words with blanks between; a format that has blanks and signs as elements of their own has them already. */
function joinedWords(all: z.output<typeof words>): string {
  const texts = all.map((one) =>
    typeof one === "string" ? one : (one.punctuated_word ?? one.text ?? one.word ?? one.value ?? ""),
  );
  return texts.some((text) => /^\s+$/.test(text)) ? texts.join("") : texts.join(" ");
}
