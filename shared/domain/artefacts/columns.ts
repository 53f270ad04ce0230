import type { Entry } from "./artefact.ts";
import type { ArtefactForm } from "./forms.ts";

/** The fields of a document's rows: those of its form, and what older rows have besides. */
export function columnsOf(form: ArtefactForm, rows: readonly Entry[]): string[] {
  return [
    ...new Set([...Object.keys(form.entry.shape), ...rows.flatMap(({ fields }) => Object.keys(fields))]),
  ];
}
