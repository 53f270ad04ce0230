import {
  type Artefact,
  type Author,
  authorName,
  type Change,
  type Entry,
  type Fields,
  headId,
} from "./artefact.ts";
import { changedFields } from "./changes-between.ts";
import { type Checked, checkPart, checkWhole } from "./check-fields.ts";
import { type Applied, applied, type Draft, draftOf, put } from "./draft.ts";
import { nameOf, sameEntry } from "./same-entry.ts";
import { lookUp } from "../../platform/look-up.ts";

/** So many signals are kept with an entry, the newest ones. */
const mostSources = 100;

/** Who changes a document, when, and what the crew has to know besides. */
interface Hand {
  author: Author;
  now: number;
  /** Entries that people have taken out: the crew only suggests them anew. */
  removed: readonly Entry[];
}

/**
 * A document after changes. What is not in its form is left out with the reason; the caller says whether that refuses
 * the whole. The crew never touches what a person wrote: that comes back as suggested, and the free fields are changed.
 * What the crew would add a second time goes to the entry that says it already.
 */
export function applyChanges(
  artefact: Artefact,
  changes: readonly Change[],
  author: Author,
  now: number,
  removed: readonly Entry[] = [],
): Applied {
  const draft = draftOf(artefact);
  const hand = { author, now, removed };
  for (const change of changes) {
    const problem = step(draft, change, hand);
    if (problem !== null) draft.problems.push(`${labelOf(draft, change)}: ${problem}`);
  }
  return applied(draft);
}

/** Makes one change. Null when it is made, or suggested; else why not. */
function step(draft: Draft, change: Change, hand: Hand): string | null {
  const id = draft.names.get(change.id) ?? change.id;
  const entry = draft.entries.get(id);
  if (change.op === "remove") return remove(draft, id, entry, hand);
  if (change.id === headId) return setHead(draft, entry, change, hand);
  if (change.op === "add") return add(draft, change, hand);
  return entry === undefined ? noSuchEntry : set(draft, entry, change, hand);
}

const noSuchEntry = "there is no such entry";

type Content = Exclude<Change, { op: "remove" }>;

function add(draft: Draft, change: Content, hand: Hand): string | null {
  const { form } = draft;
  if (!/^new-\w+$/.test(change.id)) return `a new ${form.row} is named new-1, new-2 and so on`;
  if (draft.names.has(change.id)) return "the name is used twice";
  const whole = checkWhole(form.entry, change.fields);
  if (whole.kind === "wrong") return whole.problem;
  const { fields } = whole;
  if (hand.author.kind === "crew") {
    const wanted = { fields, sources: change.sources };
    const known = knownEntry(draft, wanted);
    if (known !== null) {
      draft.names.set(change.id, known.id);
      put(draft, known.id, filled(known, fields, change.sources, hand.now));
      return null;
    }
    if (sameEntry(form, hand.removed, wanted) !== null) {
      draft.suggested.push({ ...change, fields });
      return null;
    }
  }
  draft.numbered += 1;
  const id = `${form.prefix}-${draft.numbered}`;
  draft.names.set(change.id, id);
  put(draft, id, newEntry(id, fields, change, hand));
  return null;
}

/**
 * The row that says it already. Of one signal there may be several rows: those of before stand for one new one each, and
 * what is new with this very update is told apart by its words alone.
 */
function knownEntry({ form, entries, names, before }: Draft, wanted: Pick<Content, "fields" | "sources">) {
  const taken = new Set(names.values());
  const earlier = [...entries.values()].filter(({ id }) => !taken.has(id) && lookUp(before, id) !== null);
  return sameEntry(form, earlier, wanted) ?? sameEntry(form, entries.values(), { ...wanted, sources: [] });
}

/** An entry with what it didn't say yet. */
function filled(entry: Entry, fields: Fields, sources: readonly string[], now: number): Entry {
  const empty = Object.entries(fields).filter(
    ([field]) => isEmpty(lookUp(entry.fields, field)) && lookUp(entry.written, field) === undefined,
  );
  return {
    ...entry,
    fields: { ...entry.fields, ...Object.fromEntries(empty) },
    sources: together(entry.sources, sources),
    updatedAt: now,
  };
}

function isEmpty(value: Fields[string] | undefined): boolean {
  return value === undefined || value === null || value === "";
}

function newEntry(id: string, fields: Fields, given: Content, { author, now }: Hand): Entry {
  const by = authorName(author);
  const said = Object.keys(given.fields).filter((field) => !isEmpty(lookUp(fields, field)));
  return {
    id,
    fields,
    sources: together([], given.sources),
    written: author.kind === "crew" ? {} : marked(said, by),
    createdBy: by,
    createdAt: now,
    updatedAt: now,
  };
}

function setHead(draft: Draft, entry: Entry | undefined, change: Content, hand: Hand): string | null {
  const { head, label } = draft.form;
  if (head === null) return `the ${label} has no head`;
  if (entry !== undefined) return set(draft, entry, change, hand);
  const whole = checkWhole(head, change.fields);
  if (whole.kind === "wrong") return whole.problem;
  put(draft, headId, newEntry(headId, whole.fields, change, hand));
  return null;
}

function set(draft: Draft, entry: Entry, change: Content, { author, now }: Hand): string | null {
  const part = partOf(draft, entry, change);
  if (part.kind === "wrong") return part.problem;
  const wanted = changedFields(entry.fields, { ...entry.fields, ...part.fields });
  const names = Object.keys(wanted);
  const kept =
    author.kind === "crew" ? names.filter((field) => lookUp(entry.written, field) !== undefined) : [];
  if (kept.length > 0)
    draft.suggested.push({ ...change, op: "set", id: entry.id, fields: only(wanted, kept) });
  const free = names.filter((field) => !kept.includes(field));
  if (free.length === 0 && kept.length > 0) return null;
  put(draft, entry.id, {
    ...entry,
    fields: { ...entry.fields, ...only(wanted, free) },
    sources: together(entry.sources, change.sources),
    written: author.kind === "crew" ? entry.written : { ...entry.written, ...marked(free, author.id) },
    updatedAt: now,
  });
  return null;
}

function partOf({ form }: Draft, { id }: Entry, { fields }: Content): Checked {
  const shape = id === headId ? form.head : form.entry;
  return shape === null ? { kind: "wrong", problem: noSuchEntry } : checkPart(shape, fields);
}

function remove(draft: Draft, id: string, entry: Entry | undefined, { author }: Hand): string | null {
  if (entry === undefined) return noSuchEntry;
  if (id === headId) return "the head can't be taken out";
  const persons = Object.keys(entry.written).length > 0 || entry.createdBy !== authorName({ kind: "crew" });
  if (author.kind === "crew" && persons) draft.suggested.push({ op: "remove", id });
  else put(draft, id, null);
  return null;
}

function together(known: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...known, ...more])].slice(-mostSources);
}

function only(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, lookUp(fields, name) ?? null]));
}

function marked(fields: readonly string[], by: string): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, by]));
}

/** How people find what a problem is about: "R-13 (The vendor is late)". */
function labelOf({ form, entries, names }: Draft, change: Change): string {
  const fields =
    entries.get(names.get(change.id) ?? change.id)?.fields ?? (change.op === "remove" ? {} : change.fields);
  const name = nameOf(form, fields);
  return name === "" ? change.id : `${change.id} (${name})`;
}
