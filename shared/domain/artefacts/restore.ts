import { type Artefact, type Entry, headId } from "./artefact.ts";
import { type Before, changedFields, sameList } from "./changes-between.ts";
import { type Applied, applied, draftOf, inOrder, put } from "./draft.ts";

/** The entries as they were before a change, or before a row of them: then the oldest word on each entry counts. */
export function undo(entries: readonly Entry[], before: Before): Entry[] {
  const kept = entries.filter(({ id }) => !Object.hasOwn(before, id));
  return inOrder([...kept, ...Object.values(before).filter((entry) => entry !== null)]);
}

/**
 * A document made what it was, as a new version. What changes by it is that person's from now on: the crew doesn't
 * do again what somebody has just undone.
 */
export function restore(artefact: Artefact, before: Before, by: string, now: number): Applied {
  const draft = draftOf(artefact);
  for (const [id, was] of Object.entries(before)) {
    const current = draft.entries.get(id);
    if (was === null) put(draft, id, null);
    else if (current === undefined) {
      const mine = id === headId ? {} : { [draft.form.name]: by };
      put(draft, id, { ...was, written: { ...was.written, ...mine }, updatedAt: now });
    } else {
      const changed = Object.keys(changedFields(current.fields, was.fields));
      if (changed.length === 0 && sameList(current.sources, was.sources)) continue;
      const mine = Object.fromEntries(changed.map((field) => [field, by]));
      // What stays as it is stays theirs who wrote it last.
      const written = { ...was.written, ...current.written, ...mine };
      put(draft, id, { ...was, written, updatedAt: now });
    }
  }
  return applied(draft);
}
