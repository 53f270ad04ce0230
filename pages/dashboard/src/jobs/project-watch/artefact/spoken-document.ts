import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { headId } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../../../shared/domain/artefacts/forms.ts";
import { sentence } from "../../../../../../shared/domain/voice/spoken-notes.ts";
import { specsOf } from "../../../parts/artefact/field-specs.ts";
import { titleOf } from "../../../parts/artefact/readable-change.ts";
import { spoken } from "../../../parts/words.ts";
import type { Document, Entry } from "./documents.ts";
import { entryIn, isOver, orders, rowsOf } from "./documents.ts";

/** A document as somebody would read it aloud: how it stands, then what is not over, in the order in which it is read. */
export function spokenDocument(project: string, document: Document): string {
  const { kind } = document;
  const head = entryIn(document, headId);
  const open = rowsOf(document).filter((entry) => !isOver(kind, entry));
  return [
    sentence(`${artefactForms[kind].label} of ${project}`),
    ...(head === undefined ? [] : [spokenEntry(kind, head, false)]),
    ...open.toSorted(orders[kind]).map((entry) => spokenEntry(kind, entry, true)),
  ].join("\n\n");
}

/** An entry's fields, each with its name; what its title says stands first. */
function spokenEntry(kind: ArtefactKind, { id, fields }: Entry, named: boolean): string {
  const title = titleOf(kind, id, fields);
  const rest = specsOf(kind, id).flatMap(({ name, label, kind: form }) => {
    const value = fields[name];
    if (value === undefined || value === null || value === "" || (named && value === title)) return [];
    return [sentence(`${label}: ${form === "choice" ? spoken(String(value)).toLowerCase() : value}`)];
  });
  return [...(named ? [sentence(title)] : []), ...rest].join(" ");
}
