import type { ArtefactKind, Change } from "../../../domain/artefacts/artefact.ts";
import { type Provenance, weakest } from "../../../domain/provenance.ts";
import type { ActionKind } from "../../../policy/boundaries.ts";

/** Something to be done outside that has been looked at: everything that it names is the project's own. */
export interface PlannedAction {
  kind: ActionKind;
  payload: Record<string, unknown>;
  /** In one line. */
  title: string;
  why: string;
  /** Ids of the signals that speak for it; one of each voice comes first. */
  sources: string[];
  /** How many independent voices they are. */
  voices: number;
  /** What it is about: a ticket's key, a mail's conversation. */
  item: string | null;
  provenance: Provenance;
}

/** A change of a document that has been looked at. */
export interface PlannedChange {
  artefact: ArtefactKind;
  change: Extract<Change, { op: "add" | "set" }>;
  why: string;
  provenance: Provenance;
  /** Why people are to take it over rather than the crew write it; null: it may be written. */
  suggest: string | null;
}

/** Something that a model wanted and doesn't get. */
export interface Refused {
  kind: string;
  reason: string;
  sources: string[];
}

export interface Plan {
  actions: PlannedAction[];
  changes: PlannedChange[];
  refused: Refused[];
}

/** Several plans as one: what has the same target is proposed once, with all that speaks for it. */
export function together(plans: readonly Plan[]): Plan {
  const actions = new Map<string, PlannedAction>();
  for (const action of plans.flatMap((plan) => plan.actions)) {
    const key = targetOf(action);
    const known = actions.get(key);
    actions.set(key, known === undefined ? action : joined(known, action));
  }
  return {
    actions: [...actions.values()],
    changes: renamed(plans.flatMap((plan) => plan.changes)),
    refused: plans.flatMap((plan) => plan.refused),
  };
}

/** What an action is for: nobody gets two mails of one thought, and of two that wait for one issue policy keeps only the newer. */
function targetOf({ kind, payload }: PlannedAction): string {
  const { issue, to, milestone, summary, title } = payload;
  return JSON.stringify([kind, issue ?? to ?? milestone ?? summary ?? title ?? null]);
}

const longestText = 8000;

/** Two actions as one. What they say is said one after the other; whichever is from further outside counts. */
function joined(one: PlannedAction, other: PlannedAction): PlannedAction {
  const [text, more] = [one.payload["text"], other.payload["text"]];
  const says = typeof text === "string" && typeof more === "string" && !text.includes(more);
  return {
    ...one,
    payload: says ? { ...one.payload, text: `${text}\n\n${more}`.slice(0, longestText) } : one.payload,
    why: one.why === other.why ? one.why : `${one.why} ${other.why}`.slice(0, 500),
    sources: [...new Set([...one.sources, ...other.sources])],
    voices: Math.max(one.voices, other.voices),
    provenance: weakest([one.provenance, other.provenance]),
    item: one.item === other.item ? one.item : null,
  };
}

/** New rows get names of their own, whichever call named them. */
function renamed(changes: readonly PlannedChange[]): PlannedChange[] {
  let n = 0;
  return changes.map((one) =>
    one.change.op === "add" ? { ...one, change: { ...one.change, id: `new-${++n}` } } : one,
  );
}

/** Parts a plan into what some signals speak for, and the rest. */
export function concerning(
  { actions, changes, refused }: Plan,
  ids: readonly string[],
): { inside: Plan; outside: Plan } {
  const spoken = (sources: readonly string[]): boolean =>
    sources.length > 0 && sources.every((id) => ids.includes(id));
  return {
    inside: {
      actions: actions.filter(({ sources }) => spoken(sources)),
      changes: changes.filter(({ change }) => spoken(change.sources)),
      refused: [],
    },
    outside: {
      actions: actions.filter(({ sources }) => !spoken(sources)),
      changes: changes.filter(({ change }) => !spoken(change.sources)),
      refused,
    },
  };
}
