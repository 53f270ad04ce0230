import { type Change, type Entry, type FieldValue, headId } from "./artefact.ts";
import type { Before } from "./changes-between.ts";
import type { ArtefactForm } from "./forms.ts";
import { nameOf } from "./same-entry.ts";
import { lookUp } from "../../platform/look-up.ts";

/** What became of one entry, as people read it. */
export interface EntryDiff {
  id: string;
  /** What the row is known by; empty for the head. */
  name: string;
  kind: "added" | "changed" | "removed";
  /** Field by field; what was empty and is empty is not said. */
  fields: { field: string; before: FieldValue; after: FieldValue }[];
  /** Signals that it comes from besides now. */
  sources: string[];
}

/** What a version has changed: field by field, before and after. */
export function diffOf(
  form: ArtefactForm,
  { changes, before }: { changes: readonly Change[]; before: Before },
): EntryDiff[] {
  return changes.map((change) => entryDiff(form, change, lookUp(before, change.id) ?? null));
}

function entryDiff(form: ArtefactForm, change: Change, was: Entry | null): EntryDiff {
  const { id } = change;
  const old = was?.fields ?? {};
  const given = change.op === "remove" ? {} : change.fields;
  const name = id === headId ? "" : nameOf(form, { ...old, ...given });
  const touched = change.op === "remove" ? Object.keys(old) : Object.keys(given);
  const fields = touched
    .map((field) => ({ field, before: lookUp(old, field) ?? null, after: lookUp(given, field) ?? null }))
    .filter((one) => !isEmpty(one.before) || !isEmpty(one.after));
  const kind = was === null ? "added" : change.op === "remove" ? "removed" : "changed";
  return { id, name, kind, fields, sources: change.op === "remove" ? [] : change.sources };
}

function isEmpty(value: FieldValue): boolean {
  return value === null || value === "";
}
