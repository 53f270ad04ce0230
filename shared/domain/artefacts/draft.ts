import { type Artefact, type Change, type Entry, headId } from "./artefact.ts";
import { type Before, changesBetween } from "./changes-between.ts";
import { type ArtefactForm, formOf } from "./forms.ts";
import { lookUp } from "../../platform/look-up.ts";

/** A document's stored text in UTF-8: its row, and one version with what undoes it, must fit into D1's two megabytes. */
const mostBytes = 900_000;

/** What becomes of a document. */
export interface Applied {
  /** The new version; the very same document when nothing has changed. */
  artefact: Artefact;
  /** What it came to, with the numbers that rows were given. */
  changes: Change[];
  /** The touched entries as they were. */
  before: Before;
  /** What the crew may not do by itself. */
  suggested: Change[];
  /** What could not be done, in words. */
  problems: string[];
}

/** A document while it is being changed. */
export interface Draft {
  readonly from: Artefact;
  readonly form: ArtefactForm;
  readonly entries: Map<string, Entry>;
  readonly before: Before;
  /** The ids of new rows as the changes name them, and what they are by now. */
  readonly names: Map<string, string>;
  numbered: number;
  readonly suggested: Change[];
  readonly problems: string[];
}

export function draftOf(from: Artefact): Draft {
  return {
    from,
    form: formOf(from.kind),
    entries: new Map(from.entries.map((entry) => [entry.id, entry])),
    before: {},
    names: new Map(),
    numbered: from.numbered,
    suggested: [],
    problems: [],
  };
}

/** Puts an entry in its place, or takes it out. */
export function put(draft: Draft, id: string, entry: Entry | null): void {
  if (!Object.hasOwn(draft.before, id)) draft.before[id] = draft.entries.get(id) ?? null;
  if (entry === null) draft.entries.delete(id);
  else draft.entries.set(id, entry);
}

/** What the draft has become. */
export function applied(draft: Draft): Applied {
  const { from, form, entries, suggested } = draft;
  const changes = changesBetween(draft.before, entries);
  const touched = new Set(changes.map(({ id }) => id));
  // What was touched and says the same is left as it was: no version tells of it.
  const next = inOrder(
    [...entries.values()].map((entry) =>
      touched.has(entry.id) ? entry : (lookUp(draft.before, entry.id) ?? entry),
    ),
  );
  const bytes = new TextEncoder().encode(JSON.stringify(next)).byteLength;
  const full = changes.length > 0 && bytes > mostBytes && bytes > sizeOf(from.entries);
  const problems = full
    ? [...draft.problems, `the ${form.label} is full: it would have ${bytes} bytes, and ${mostBytes} fit`]
    : draft.problems;
  if (full || changes.length === 0) return { artefact: from, changes: [], before: {}, suggested, problems };
  const before = Object.fromEntries(Object.entries(draft.before).filter(([id]) => touched.has(id)));
  const artefact = { ...from, version: from.version + 1, entries: next, numbered: draft.numbered };
  return { artefact, changes, before, suggested, problems };
}

/** The head first, then the rows by their numbers. */
export function inOrder(entries: Iterable<Entry>): Entry[] {
  return [...entries].toSorted((a, b) => numberOf(a) - numberOf(b));
}

function numberOf({ id }: Entry): number {
  return id === headId ? -1 : Number(id.slice(id.lastIndexOf("-") + 1));
}

function sizeOf(entries: readonly Entry[]): number {
  return new TextEncoder().encode(JSON.stringify(entries)).byteLength;
}
