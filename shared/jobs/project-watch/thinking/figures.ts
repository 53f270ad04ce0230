import { type ArtefactKind, type Change, headId } from "../../../domain/artefacts/artefact.ts";
import { backlogFigures, deliveryFigures, presentSprint } from "../../../domain/artefacts/figures.ts";
import type { Records } from "./known.ts";

/** The change of a document's head to what its tickets come to, computed; null where nothing is different, or nothing is known. */
export function figuresOf({ items, today, artefacts }: Records, kind: ArtefactKind): Change | null {
  if (items.length === 0) return null;
  const head = artefacts[kind].entries.find(({ id }) => id === headId)?.fields ?? {};
  const fields = kind === "backlog_summary" ? backlogFigures(items, today) : kind === "delivery_state" ? delivery(items, head) : null;
  if (fields === null || Object.entries(fields).every(([name, value]) => head[name] === value)) return null;
  return { op: "set", id: headId, fields: { ...fields }, sources: [] };
}

function delivery(items: Records["items"], head: Readonly<Record<string, unknown>>) {
  const { done, total, sprint } = deliveryFigures(items, presentSprint(items));
  // A new head needs a colour; which one is not computed.
  return { done, total, sprint, ...(head["rag"] === undefined ? { rag: "green" } : {}) };
}
