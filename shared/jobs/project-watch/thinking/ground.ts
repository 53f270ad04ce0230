import { groundAction } from "./ground-action.ts";
import { groundChange } from "./ground-change.ts";
import type { Known } from "./known.ts";
import type { Plan } from "./plan.ts";
import type { Reading } from "./reading.ts";
import { type Speakers, speakersOf } from "./speakers.ts";
import type { SaidAction, SaidChange } from "./thought.ts";

/** More than this no single signal may lead to. */
const mostActions = 3;
const mostChanges = 6;

/**
 * Turns what a model has said into what may be proposed. It names nothing but signals that it was shown, people of the project, its
 * tickets and entries; the rest is refused with its reason. Pure: whatever the model says, this decides.
 */
export function ground(
  said: { actions: readonly SaidAction[]; changes: readonly SaidChange[] },
  known: Known,
  shown: readonly Reading[],
): Plan {
  const plan: Plan = { actions: [], changes: [], refused: [] };
  const led = new Map<string, number>();
  const within = (speakers: Speakers, most: number, what: string): boolean =>
    speakers.sources.some((id) => {
      const key = `${what} ${id}`;
      const count = (led.get(key) ?? 0) + 1;
      led.set(key, count);
      return count <= most;
    });
  const refuse = (kind: string, speakers: Speakers, reason: string): void => {
    plan.refused.push({ kind: kind.slice(0, 100), reason, sources: speakers.sources });
  };
  for (const action of said.actions) {
    const speakers = speakersOf(action.signals, shown);
    if (speakers.sources.length === 0)
      refuse(action.kind, speakers, "no signal that was shown speaks for it");
    else if (!within(speakers, mostActions, "action"))
      refuse(action.kind, speakers, "too much for what speaks for it");
    else {
      const grounded = groundAction(action, known, speakers);
      if (grounded.kind === "refused") refuse(action.kind, speakers, grounded.reason);
      else plan.actions.push(grounded.action);
    }
  }
  for (const change of said.changes) {
    const speakers = speakersOf(change.signals, shown);
    const kind = `change of ${change.artefact}`;
    if (speakers.sources.length === 0) refuse(kind, speakers, "no signal that was shown speaks for it");
    else if (!within(speakers, mostChanges, "change"))
      refuse(kind, speakers, "too much for what speaks for it");
    else {
      const grounded = groundChange(change, known, speakers);
      if (grounded.kind === "refused") refuse(kind, speakers, grounded.reason);
      else plan.changes.push(grounded.change);
    }
  }
  return plan;
}
