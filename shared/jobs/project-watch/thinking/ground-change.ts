import { z } from "zod";
import {
  type ArtefactKind,
  artefactKinds,
  type Entry,
  type Fields,
} from "../../../domain/artefacts/artefact.ts";
import { checkPart, checkWhole } from "../../../domain/artefacts/check-fields.ts";
import { formOf } from "../../../domain/artefacts/forms.ts";
import type { Known } from "./known.ts";
import type { PlannedChange } from "./plan.ts";
import { settlePlaces } from "../../../quarantine/places.ts";
import type { Speakers } from "./speakers.ts";
import type { SaidChange } from "./thought.ts";
import { lookUp } from "../../../platform/look-up.ts";

export type Grounded = { kind: "grounded"; change: PlannedChange } | { kind: "refused"; reason: string };

/** The documents that a model may change; the backlog's figures are computed. */
const changeable = artefactKinds.filter((kind) => kind !== "backlog_summary");

/** Looks at one change of a document that a model wants. */
export function groundChange(said: SaidChange, known: Known, speakers: Speakers): Grounded {
  const artefact = changeable.find((kind) => kind === said.artefact);
  if (artefact === undefined) return { kind: "refused", reason: "it is no document that may be changed so" };
  const entry = known.entries[artefact].entries.find(({ id }) => id === said.entry && id !== "head");
  if (said.op !== "add" && said.op !== "set")
    return { kind: "refused", reason: "entries are closed, not taken out" };
  if (said.op === "set" && entry === undefined) return { kind: "refused", reason: "there is no such entry" };

  const foreign: string[] = [];
  const settle = (text: string): string => {
    const settled = settlePlaces(text.trim(), known.places);
    foreign.push(...settled.foreign);
    return settled.text;
  };
  const why = settle(said.why).replaceAll(/\s+/g, " ").slice(0, 500) || "it gave no reason";
  const fields = fieldsOf(artefact, said, settle);
  const form = formOf(artefact).entry;
  const checked = said.op === "add" ? checkWhole(form, fields) : checkPart(form, fields);
  if (checked.kind === "wrong") return { kind: "refused", reason: checked.problem.slice(0, 300) };
  if (said.op === "set" && Object.keys(checked.fields).length === 0)
    return { kind: "refused", reason: "it changes nothing" };
  const id = said.op === "set" && entry !== undefined ? entry.id : "new-1";
  return {
    kind: "grounded",
    change: {
      artefact,
      change: { op: said.op, id, fields: checked.fields, sources: speakers.sources.slice(0, 100) },
      why,
      provenance: foreign.length > 0 ? "external" : speakers.provenance,
      suggest: whySuggest(speakers, foreign, formOf(artefact).over, checked.fields, entry),
    },
  };
}

/** What only people may take over: words of who gives instructions, foreign places, and an end that only strangers tell of. */
function whySuggest(
  { flagged, provenance }: Speakers,
  foreign: readonly string[],
  over: string | null,
  fields: Fields,
  entry: Entry | undefined,
): string | null {
  if (flagged) return "a signal behind it tries to give instructions";
  if (foreign.length > 0) return "it names places that are not the project's";
  if (entry !== undefined && over !== null && fields["status"] === over && provenance === "external")
    return "only people from outside say that it is over";
  return null;
}

/** Fields as their form has them: numbers where it counts, and nothing where nothing is said. Unknown ones stay, to be refused. */
function fieldsOf(artefact: ArtefactKind, said: SaidChange, settle: (text: string) => string): Fields {
  const { shape } = formOf(artefact).entry;
  return Object.fromEntries(
    said.fields.flatMap(({ name, value }): [string, string | number | null][] => {
      const field = lookUp(shape, name);
      if (value === null || value.trim() === "") {
        const clears = said.op === "set" && field instanceof z.ZodType && field.safeParse(null).success;
        return field === undefined || clears ? [[name, null]] : [];
      }
      return [[name, field instanceof z.ZodNumber ? Number(value) : settle(value).slice(0, 4000)]];
    }),
  );
}
