import type { Change, Entry, Fields } from "./artefact.ts";
import { lookUp } from "../../platform/look-up.ts";

/** Entries by id, as they were before a change; null: it wasn't there. */
export type Before = Record<string, Entry | null>;

/** What a change came to: the steps from the touched entries as they were to what they are now. */
export function changesBetween(before: Before, after: ReadonlyMap<string, Entry>): Change[] {
  return Object.entries(before).flatMap(([id, was]): Change[] => {
    const now = after.get(id);
    if (now === undefined) return was === null ? [] : [{ op: "remove", id }];
    if (was === null) return [{ op: "add", id, fields: now.fields, sources: now.sources }];
    const fields = changedFields(was.fields, now.fields);
    const sources = now.sources.filter((one) => !was.sources.includes(one));
    const same = Object.keys(fields).length === 0 && sameList(was.sources, now.sources);
    return same ? [] : [{ op: "set", id, fields, sources }];
  });
}

/** The fields that have another value, with the new one; null for one that is there no more. */
export function changedFields(was: Fields, now: Fields): Fields {
  const names = new Set([...Object.keys(was), ...Object.keys(now)]);
  return Object.fromEntries(
    [...names]
      .filter((name) => lookUp(was, name) !== lookUp(now, name))
      .map((name) => [name, lookUp(now, name) ?? null]),
  );
}

export function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, n) => value === other[n]);
}
