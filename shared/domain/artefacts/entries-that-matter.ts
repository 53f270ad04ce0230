import { cut } from "../../platform/cut.ts";
import { type Artefact, type Entry, headId } from "./artefact.ts";
import { type ArtefactForm, formOf } from "./forms.ts";
import { isOver, nameOf } from "./same-entry.ts";
import { wordsOf } from "./words-of.ts";
import { lookUp } from "../../platform/look-up.ts";

/** What a cycle is about. */
export interface Matter {
  /** Keys of the tickets that its signals are about. */
  tickets: readonly string[];
  /** What its signals say, all together. */
  words: string;
  /** The day where the project is, as 2026-11-21. */
  today: string;
}

/** What the model may be shown at most. */
export interface Room {
  entries: number;
  characters: number;
}

/** What of a document the model is shown. */
export interface Shown {
  entries: Entry[];
  /** The same as text, an entry a line. */
  text: string;
  /** How many entries are not shown. */
  left: number;
}

const mostOfAField = 300;

/**
 * The part of a document that matters to a cycle: its head; then what is open and has to do with the signals' tickets or
 * words, rare words before common ones; then what is due soon or weighs much; what is over comes last. Bounded, however
 * long the document is.
 */
export function entriesThatMatter(artefact: Artefact, matter: Matter, room: Room): Shown {
  const form = formOf(artefact.kind);
  const weigh = weightOf(form, artefact.entries, matter);
  const ranked = artefact.entries
    .map((entry) => ({ entry, weight: weigh(entry) }))
    .toSorted((a, b) => b.weight - a.weight || b.entry.updatedAt - a.entry.updatedAt);
  const entries: Entry[] = [];
  const lines: string[] = [];
  let characters = 0;
  for (const { entry } of ranked) {
    const line = entryLine(form, entry);
    // A long one may not fit where a shorter one of less weight still does.
    if (entries.length >= room.entries) break;
    if (characters + line.length + 1 > room.characters) continue;
    characters += line.length + 1;
    entries.push(entry);
    lines.push(line);
  }
  return { entries, text: lines.join("\n"), left: artefact.entries.length - entries.length };
}

/** An entry on one line: what it is called and every field that says something, long ones cut. */
function entryLine(form: ArtefactForm, { id, fields, written }: Entry): string {
  const name = id === headId ? "" : ` ${JSON.stringify(cut(nameOf(form, fields), mostOfAField))}`;
  const said = Object.entries(fields).flatMap(([field, value]) =>
    field === form.name || value === null || value === ""
      ? []
      : [
          `${field}${lookUp(written, field) === undefined ? "" : "*"}=${JSON.stringify(cut(String(value), mostOfAField))}`,
        ],
  );
  return `${id}${name} ${said.join(" ")}`;
}

const soonMs = 14 * 86_400_000;
const weights = { head: 1000, open: 100, ticket: 80, words: 30, late: 12, soon: 8, high: 6, medium: 2 };

function weightOf(form: ArtefactForm, entries: readonly Entry[], matter: Matter): (entry: Entry) => number {
  const sought = wordsOf(matter.words);
  const tickets = matter.tickets.map((key) => key.toLowerCase());
  const wordsIn = new Map(entries.map((entry) => [entry.id, wordsOf(Object.values(entry.fields).join(" "))]));
  const frequency = new Map<string, number>();
  for (const words of wordsIn.values())
    for (const word of words) if (sought.has(word)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const all = Math.log(entries.length + 1);
  const rarity = (word: string) =>
    all === 0 ? 0 : Math.log((entries.length + 1) / (frequency.get(word) ?? 1)) / all;
  return (entry) => {
    if (entry.id === headId) return weights.head;
    const words = wordsIn.get(entry.id) ?? new Set<string>();
    const touched = tickets.some((key) => words.has(key)) ? weights.ticket : 0;
    const common = [...words].filter((word) => sought.has(word)).reduce((sum, word) => sum + rarity(word), 0);
    const open = isOver(form, entry) ? 0 : weights.open + pressing(entry, matter.today);
    return open + touched + weights.words * Math.min(2, common);
  };
}

/** How near and how heavy an open entry is. */
function pressing({ fields }: Entry, today: string): number {
  const due = Date.parse(String(fields["due"] ?? fields["forecast"] ?? ""));
  const inMs = due - Date.parse(today);
  const time = inMs < 0 ? weights.late : inMs < soonMs ? weights.soon : 0;
  const degree = (value: unknown) =>
    value === "high" ? weights.high : value === "medium" ? weights.medium : 0;
  const red = fields["status"] === "late" || fields["status"] === "at_risk" ? weights.high : 0;
  return time + degree(fields["impact"]) + degree(fields["probability"]) + red;
}
