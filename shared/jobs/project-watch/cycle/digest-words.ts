import type { WatchSource } from "../../../domain/watch/watch-signal.ts";
import { joined, type Mrkdwn, mrkdwn, textOf } from "../../../integrations/slack/mrkdwn.ts";
import { plainLine } from "../../../platform/escape-markdown.ts";
import { dollars } from "../../../spine/budget.ts";
import { age } from "../../../spine/waiting-digest.ts";

/** What a digest is made of. Titles and targets are strangers' words; times are epoch milliseconds. */
export interface DigestMaterial {
  project: string;
  day: string;
  now: number;
  /** Days that it tells of: one, or more after a time of silence. */
  days: number;
  signals: { source: WatchSource; count: number }[];
  notable: { title: string; importance: string | null; flag: string | null }[];
  done: string[];
  waiting: { kind: string; target: string; since: number; holdUntil: number | null; whom: string[] }[];
  questions: { title: string; since: number; whom: string }[];
  suggestions: { reason: string; since: number }[];
  microUsd: number;
  unsure: { unreviewed: number; flagged: number; givenUp: number; refused: number };
  sources: { label: string; alarm: "failing" | "silent"; since: number | null; error: string | null }[];
  storage: string | null;
}

export interface Digest {
  day: string;
  /** The mail's subject. */
  subject: string;
  /** The mail's text. */
  text: string;
  /** The same for Slack. */
  said: Mrkdwn;
}

const longestTitle = 120;
/** One section of Slack's. */
const longestMrkdwn = 2900;
const shown = 10;

/** Whether a digest would tell of anything that has happened. */
export function hasHappened({ signals, done, microUsd, sources, unsure }: DigestMaterial): boolean {
  return signals.length > 0 || done.length > 0 || microUsd > 0 || sources.length > 0 || unsure.givenUp > 0;
}

/** A digest in words, for the mail and for Slack. */
export function digestWords(material: DigestMaterial): Digest {
  const { project, day, days } = material;
  const parts = partsOf(material).filter(({ lines }) => lines.length > 0);
  const title = `${project}: ${days === 1 ? "the day before" : `the ${days} days before`} ${day}`;
  const text = parts.map(({ name, lines }) => [name, ...lines.map((line) => `- ${line}`)].join("\n"));
  const slack = parts.flatMap(({ name, lines }) => [
    mrkdwn`*${name}*`,
    ...lines.map((line) => mrkdwn`• ${line}`),
  ]);
  return {
    day,
    subject: `Digest of ${title}`,
    text: [title, ...text].join("\n\n"),
    said: inLimit([mrkdwn`:newspaper: *${title}*`, ...slack]),
  };
}

/** Strangers' words on one line: nothing in them is markup, calls anybody or becomes a link. */
export function harmless(words: string, most = longestTitle): string {
  return plainLine(words, most).replaceAll(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2,})/gu, "[.]");
}

function partsOf(material: DigestMaterial): { name: string; lines: string[] }[] {
  const { now, signals, notable, done, waiting, questions, suggestions, microUsd, sources } = material;
  const total = signals.reduce((sum, { count }) => sum + count, 0);
  const by = signals.map(({ source, count }) => `${count} from ${source}`).join(", ");
  const oldest = Math.min(...suggestions.map(({ since }) => since));
  return [
    {
      name: "What happened",
      lines: [
        total === 0 ? "nothing new" : `${many(total, "signal")}: ${by}`,
        ...listed(notable, ({ title, importance }) => `${importance ?? "new"}: ${harmless(title)}`),
      ],
    },
    { name: "What was done", lines: listed(done, (title) => harmless(title)) },
    {
      name: "What waits",
      lines: [
        ...listed(waiting, ({ kind, target, since, holdUntil, whom }) =>
          holdUntil === null
            ? `${kind} for ${harmless(target)}, for ${age(now - since)}, for ${orNobody(whom)} to decide`
            : `${kind} for ${harmless(target)}: held, goes out in ${age(Math.max(0, holdUntil - now))} unless it is cancelled`,
        ),
        ...listed(
          questions,
          ({ title, since, whom }) =>
            `a question to ${harmless(whom)}, for ${age(now - since)}: ${harmless(title)}`,
        ),
        ...(suggestions.length === 0
          ? []
          : [
              `${many(suggestions.length, "suggestion")} for the project's documents, the oldest for ${age(now - oldest)}`,
            ]),
      ],
    },
    { name: "What isn't sure", lines: unsureLines(material) },
    {
      name: "Sources that don't tell",
      lines: sources.map(({ label, alarm, since, error }) => {
        const when = since === null ? "" : ` since ${new Date(since).toISOString().slice(0, 16)}Z`;
        return alarm === "silent"
          ? `${label} answers and has told nothing new${when}`
          : `${label} fails${when}: ${harmless(error ?? "it doesn't say why")}`;
      }),
    },
    {
      name: "Spend and storage",
      lines: [`${dollars(microUsd)} for thinking`, ...(material.storage === null ? [] : [material.storage])],
    },
  ];
}

function unsureLines({ unsure, notable }: DigestMaterial): string[] {
  const { unreviewed, flagged, givenUp, refused } = unsure;
  const flags = notable.filter(({ flag }) => flag !== null);
  return [
    ...(unreviewed > 0 ? [`${many(unreviewed, "notable signal")} that nobody has said was read right`] : []),
    ...(flagged > 0 ? [`${many(flagged, "signal")} that may try to instruct the crew`] : []),
    ...listed(flags, ({ title, flag }) => `${harmless(title)}: ${harmless(flag ?? "")}`),
    ...(givenUp > 0 ? [`${many(givenUp, "signal")} given up: no cycle got through with them`] : []),
    ...(refused > 0 ? [`${many(refused, "proposal")} that policy refused`] : []),
  ];
}

function listed<T>(all: readonly T[], line: (one: T) => string): string[] {
  const rest = all.length > shown ? [`… and ${all.length - shown} more`] : [];
  return [...all.slice(0, shown).map((one) => line(one)), ...rest];
}

function many(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}

function orNobody(whom: readonly string[]): string {
  return whom.length === 0 ? "nobody who may" : whom.map((one) => harmless(one)).join(", ");
}

/** As many lines as a section takes. */
function inLimit(words: readonly Mrkdwn[]): Mrkdwn {
  const all = joined(words);
  if (textOf(all).length <= longestMrkdwn) return all;
  const fitting = words.findLastIndex(
    (_, at) => textOf(joined(words.slice(0, at + 1))).length < longestMrkdwn,
  );
  return joined([...words.slice(0, fitting + 1), mrkdwn`…`]);
}
