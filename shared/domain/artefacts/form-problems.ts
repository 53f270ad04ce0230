import { type Artefact, headId } from "./artefact.ts";
import { checkWhole } from "./check-fields.ts";
import { formOf } from "./forms.ts";

/** Which entries are not in the document's form (they may be of an older one), in words. */
export function formProblems({ kind, entries }: Artefact): string[] {
  const form = formOf(kind);
  return entries.flatMap(({ id, fields }) => {
    const shape = id === headId ? form.head : form.entry;
    const checked = shape === null ? null : checkWhole(shape, fields);
    return checked?.kind === "wrong" ? [`${id}: ${checked.problem}`] : [];
  });
}
