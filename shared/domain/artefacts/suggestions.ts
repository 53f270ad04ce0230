import type { Artefact, Change, Entry, Fields } from "./artefact.ts";
import { applyChanges } from "./apply-changes.ts";
import { formOf } from "./forms.ts";
import { sameEntry } from "./same-entry.ts";
import { lookUp } from "../../platform/look-up.ts";

/**
 * Changes as suggestions, each of which can be taken by itself: what is there already and what waits already is left
 * out, and what is not in its form comes back in words.
 */
export function asSuggestions(
  artefact: Artefact,
  changes: readonly Change[],
  now: number,
  waiting: readonly Change[],
  removed: readonly Entry[],
): { suggested: Change[]; problems: string[] } {
  const form = formOf(artefact.kind);
  const made = applyChanges(artefact, changes, { kind: "crew" }, now, removed);
  const rows = waiting.flatMap((change) => (change.op === "add" ? [rowOf(change)] : []));
  const suggested = [...made.changes, ...made.suggested]
    .filter((change) =>
      change.op === "add" ? sameEntry(form, rows, change) === null : saysSomething(change),
    )
    .map((change, n) => (change.op === "add" ? { ...change, id: `new-${n + 1}` } : change));
  return { suggested, problems: made.problems };
}

/** One more signal for what is known is nothing to decide. */
function saysSomething(change: Change): boolean {
  return change.op === "remove" || Object.keys(change.fields).length > 0;
}

/** Whether a change would still come to something. */
export function isPending(artefact: Artefact, change: Change): boolean {
  if (change.op === "add") return true;
  const entry = artefact.entries.find(({ id }) => id === change.id);
  if (entry === undefined) return false;
  return (
    change.op === "remove" ||
    Object.entries(change.fields).some(([field, value]) => lookUp(entry.fields, field) !== value)
  );
}

/** Whether a change takes all of another's place: it is about the same fields of the same entry. */
export function supersedes(newer: Change, older: Change): boolean {
  if (newer.op === "add" || older.op === "add" || newer.id !== older.id) return false;
  if (newer.op === "remove" || older.op === "remove") return newer.op === older.op;
  return Object.keys(older.fields).every((field) => Object.hasOwn(newer.fields, field));
}

/** Whether two changes come to the same. */
export function sameChange(one: Change, other: Change): boolean {
  if (one.op === "remove" || other.op === "remove") return one.op === other.op && one.id === other.id;
  if (one.op === "add" || other.op === "add")
    return one.op === other.op && sameFields(one.fields, other.fields);
  return one.id === other.id && sameFields(one.fields, other.fields);
}

function sameFields(one: Fields, other: Fields): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => lookUp(one, name) === lookUp(other, name));
}

function rowOf({ id, fields, sources }: Exclude<Change, { op: "remove" }>): Entry {
  return { id, fields, sources, written: {}, createdBy: "", createdAt: 0, updatedAt: 0 };
}
