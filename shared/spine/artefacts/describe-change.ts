import type { ArtefactName } from "../../db/artefacts.ts";
import type { Change } from "../../domain/artefacts/artefact.ts";
import { artefactForms } from "../../domain/artefacts/forms.ts";
import { cut } from "../../platform/cut.ts";

const mostNamed = 10;

/** A change in one line: "maya changed the RAID log of atlas: R-3, R-7 (the vendor has answered)". */
export function describeChange(
  { project, kind }: ArtefactName,
  changes: readonly Change[],
  by: string,
  reason: string,
): string {
  const named = changes.slice(0, mostNamed).map(({ op, id }) => (op === "remove" ? `${id} out` : id));
  const more = changes.length > mostNamed ? ` and ${changes.length - mostNamed} more` : "";
  const why = reason === "" ? "" : ` (${cut(reason.replaceAll("\n", " "), 300)})`;
  return `${by} changed the ${artefactForms[kind].label} of ${project}: ${named.join(", ")}${more}${why}`;
}
