import { type ArtefactKind, type Change, type Fields, headId } from "../../../domain/artefacts/artefact.ts";
import { backlogFigures, deliveryFigures, presentSprint } from "../../../domain/artefacts/figures.ts";
import type { Records } from "./known.ts";
import type { PlannedChange } from "./plan.ts";

/**
 * The change of a document's head to what the project's records come to, computed; null where nothing is different, or nothing
 * is known.
 * @param planned changes of the document that come with it.
 */
export function figuresOf(
  records: Records,
  kind: ArtefactKind,
  planned: readonly PlannedChange[],
): Change | null {
  const { items, today, artefacts } = records;
  if (items.length === 0) return null;
  const head = artefacts[kind].entries.find(({ id }) => id === headId)?.fields ?? {};
  const fields =
    kind === "backlog_summary"
      ? { ...backlogFigures(items, today) }
      : kind === "delivery_state"
        ? delivery(records, planned)
        : null;
  if (fields === null || Object.entries(fields).every(([name, value]) => head[name] === value)) return null;
  return { op: "set", id: headId, fields, sources: [] };
}

function delivery(records: Records, planned: readonly PlannedChange[]): Fields {
  const { items } = records;
  const { done, total, sprint } = deliveryFigures(items, presentSprint(items));
  return { done, total, sprint, ...colourOf(records, planned) };
}

/** Red where something is late, amber where it may become so, with the why: counted, not felt. */
function colourOf(
  { items, today, artefacts }: Records,
  planned: readonly PlannedChange[],
): { rag: string; why: string } {
  const milestones = statuses({ artefacts, today }, planned);
  const raid = artefacts.raid_log.entries.filter(({ fields }) => fields["status"] !== "closed");
  const heavy = (type: string): number =>
    raid.filter(({ fields }) => fields["type"] === type && fields["impact"] === "high").length;
  const open = items.filter(({ removed, phase }) => !removed && phase !== "done");
  const said = (parts: string[]): string[] => parts.filter((part) => part !== "");
  const red = said([
    count(milestones.filter((status) => status === "late").length, "late milestone"),
    count(heavy("issue"), "open issue of high impact", "open issues of high impact"),
  ]);
  const amber = said([
    count(
      milestones.filter((status) => status === "at_risk").length,
      "milestone at risk",
      "milestones at risk",
    ),
    count(heavy("risk"), "open risk of high impact", "open risks of high impact"),
    count(open.filter(({ blocked }) => blocked).length, "blocked ticket"),
    count(open.filter(({ due }) => due !== null && due < today).length, "overdue ticket"),
  ]);
  const why = [...red, ...amber].join(", ");
  const rag = red.length > 0 ? "red" : amber.length > 0 ? "amber" : "green";
  return { rag, why: why === "" ? "nothing is late, at risk or blocked" : why };
}

/** The milestones' statuses as they will be. One that is past due and not done is late, whatever it says. */
function statuses(
  { artefacts, today }: Pick<Records, "artefacts" | "today">,
  planned: readonly PlannedChange[],
): unknown[] {
  const all = new Map<string, Fields>(
    artefacts.delivery_state.entries.filter(({ id }) => id !== headId).map(({ id, fields }) => [id, fields]),
  );
  for (const { change, suggest } of planned)
    if (suggest === null && change.id !== headId)
      all.set(change.id, { ...all.get(change.id), ...change.fields });
  return [...all.values()].map(({ status, due }) =>
    status !== "done" && typeof due === "string" && due < today ? "late" : status,
  );
}

function count(n: number, one: string, many = `${one}s`): string {
  return n === 0 ? "" : `${n} ${n === 1 ? one : many}`;
}
