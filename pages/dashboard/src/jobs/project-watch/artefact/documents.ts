import type { ArtefactKind, Change, Fields } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { headId } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { formOf } from "../../../../../../shared/domain/artefacts/forms.ts";
import type { Answer } from "../../../api/types.ts";
import { specsOf } from "../../../parts/artefact/field-specs.ts";
import { changedKeys } from "../../../parts/form/merge.ts";
import { lookUp } from "../../../../../../shared/platform/look-up.ts";

export type Document = Answer<"GET /api/projects/{project}/artefacts/{kind}">;
export type Entry = Document["entries"][number];
export type Suggestion = Document["suggestions"][number];
export type Version = Answer<"GET /api/projects/{project}/artefacts/{kind}/versions">["versions"][number];

/** The rows of a document, without its head. */
export function rowsOf({ entries }: Pick<Document, "entries">): Entry[] {
  return entries.filter(({ id }) => id !== headId);
}

export function entryIn({ entries }: Pick<Document, "entries">, id: string): Entry | undefined {
  return entries.find((entry) => entry.id === id);
}

/** A row's fields for a form: all that the form has, and no others. */
export function draftOf(kind: ArtefactKind, id: string, fields: Fields | undefined): Fields {
  return Object.fromEntries(
    specsOf(kind, id).map(({ name, initial }) => [name, (fields && lookUp(fields, name)) ?? initial]),
  );
}

/** The change that makes of a row what a form says; null when it says nothing new. A row that is not there is added. */
export function changeOf(id: string, before: Fields | null, after: Fields): Change | null {
  if (before === null) return { op: "add", id, fields: after, sources: [] };
  const changed = changedKeys(before, after);
  if (changed.length === 0) return null;
  const fields = Object.fromEntries(changed.map((name) => [name, lookUp(after, name) ?? null]));
  return { op: "set", id, fields, sources: [] };
}

const degrees: Record<string, number> = { low: 1, medium: 2, high: 3 };

/** How much a risk weighs: probability times impact; what nobody has judged counts as the middle. */
export function exposure({ probability, impact, type }: Fields): number {
  const degree = (value: Fields[string] | undefined): number => lookUp(degrees, String(value)) ?? 2;
  // What has happened has happened: only its impact is open.
  return (type === "issue" ? 3 : degree(probability)) * degree(impact);
}

export interface EntryFilter {
  status: string | null;
  type: string | null;
  owner: string | null;
  words: string;
}

/** Whether nothing is left to do about a row. */
export function isOver(kind: ArtefactKind, { fields }: Pick<Entry, "fields">): boolean {
  const { over } = formOf(kind);
  return over !== null && fields["status"] === over;
}

/**
 * The rows that a filter lets through. Without a status these are the ones that are not over, or that something is
 * suggested for; "all" lets through every one.
 */
export function narrowed(
  kind: ArtefactKind,
  entries: readonly Entry[],
  { status, type, owner, words }: EntryFilter,
  suggestedFor: ReadonlySet<string> = new Set(),
): Entry[] {
  const sought = words.trim().toLowerCase();
  return entries.filter((entry) => {
    const { id, fields } = entry;
    if (
      status === null
        ? isOver(kind, entry) && !suggestedFor.has(id)
        : status !== "all" && fields["status"] !== status
    )
      return false;
    if (type !== null && fields["type"] !== type) return false;
    if (owner !== null && fields["owner"] !== owner) return false;
    return (
      sought === "" ||
      id.toLowerCase() === sought ||
      Object.values(fields).some((value) => typeof value === "string" && value.toLowerCase().includes(sought))
    );
  });
}

const later = "9999-12-31";
const text = (value: Fields[string] | undefined, otherwise: string): string =>
  typeof value === "string" && value !== "" ? value : otherwise;

/** The order in which each document is read. */
export const orders: Record<ArtefactKind, (a: Entry, b: Entry) => number> = {
  raid_log: (a, b) =>
    Number(isOver("raid_log", a)) - Number(isOver("raid_log", b)) ||
    exposure(b.fields) - exposure(a.fields) ||
    text(a.fields["due"], later).localeCompare(text(b.fields["due"], later)),
  delivery_state: (a, b) =>
    text(a.fields["forecast"], text(a.fields["due"], later)).localeCompare(
      text(b.fields["forecast"], text(b.fields["due"], later)),
    ),
  backlog_summary: () => 0,
  decision_log: (a, b) => text(b.fields["on"], later).localeCompare(text(a.fields["on"], later)),
};
