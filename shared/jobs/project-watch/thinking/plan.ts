import type { ArtefactKind, Change } from "../../../domain/artefacts/artefact.ts";
import type { Provenance } from "../../../domain/provenance.ts";
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

/** Several plans as one: what was proposed twice is proposed once, with all that speaks for it. */
export function together(plans: readonly Plan[]): Plan {
  const actions = new Map<string, PlannedAction>();
  for (const action of plans.flatMap((plan) => plan.actions)) {
    const key = targetOf(action);
    const known = actions.get(key);
    actions.set(
      key,
      known === undefined
        ? action
        : { ...known, sources: [...new Set([...known.sources, ...action.sources])] },
    );
  }
  return {
    actions: [...actions.values()],
    changes: renamed(plans.flatMap((plan) => plan.changes)),
    refused: plans.flatMap((plan) => plan.refused),
  };
}

/** What an action would do, as far as doing it twice makes no sense. */
export function targetOf({ kind, payload, item }: PlannedAction): string {
  const { issue, to, milestone, summary, title } = payload;
  return JSON.stringify([
    kind,
    issue ?? null,
    kind === "email_stakeholder" || kind === "email_external" ? [to, item] : null,
    milestone ?? summary ?? title ?? null,
  ]);
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
