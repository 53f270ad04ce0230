import type { Evidence } from "../evidence.ts";
import { claimOf, type Trace } from "../outside.ts";
import type { EffectView } from "../views.ts";
import { type Check, each } from "./check.ts";

interface Claim {
  claim: string;
  effect: EffectView;
}

const all = ({ dossiers }: Evidence): EffectView[] => dossiers.flatMap(({ effects }) => effects);

/** What the applied effects say that they have left outside. */
function claims({ dossiers }: Evidence): Claim[] {
  return dossiers.flatMap(({ effects, actions }) =>
    effects.flatMap((effect) => {
      const action = actions.find(({ id }) => id === effect.actionId);
      const claim = action && effect.state === "applied" ? claimOf(action, effect.result ?? {}) : null;
      return typeof claim === "string" ? [{ claim, effect }] : [];
    }),
  );
}

function count<T>(list: readonly T[], key: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
}

/** What must be true of effects, here and outside. */
export const effectChecks: Check[] = [
  {
    title: "each applied effect is to be seen outside exactly once",
    run: (evidence) => {
      const made = claims(evidence);
      const seen = count(evidence.traces, (trace) => trace.claim);
      const wrong = made.filter(({ claim }) => seen.get(claim) !== 1);
      return {
        looked: made.length,
        violations: wrong.map(({ claim, effect }) => ({
          what: `${effect.actionId} (${effect.kind}) is applied, and ${claim} is there ${seen.get(claim) ?? 0} times`,
          taskId: effect.taskId,
        })),
      };
    },
  },
  {
    title: "all that is to be seen outside is exactly one applied effect",
    run: (evidence) => {
      const claimed = count(claims(evidence), ({ claim }) => claim);
      const wrong = evidence.traces.filter(({ claim }) => claimed.get(claim) !== 1);
      return {
        looked: evidence.traces.length,
        violations: wrong.map((trace) => ({
          what: `${trace.name} belongs to ${claimed.get(trace.claim) ?? 0} applied effects`,
          taskId: taskIn(evidence, trace),
        })),
      };
    },
  },
  each("the ledger has one fact for each applied effect, and no other", all, (effect, { dossiers }) => {
    const facts = dossiers
      .filter(({ task }) => task.id === effect.taskId)
      .flatMap(({ timeline }) => timeline)
      .filter(({ type, data }) => type === "effect.applied" && data["actionId"] === effect.actionId);
    const expected = effect.state === "applied" ? 1 : 0;
    return facts.length === expected
      ? null
      : { what: `${effect.actionId} is ${effect.state}, with ${facts.length} facts`, taskId: effect.taskId };
  }),
  each(
    "no effect is left open without a person being asked",
    all,
    ({ state, asked, actionId, taskId, error }) =>
      state === "applied" || state === "failed" || asked
        ? null
        : { what: `${actionId} is ${state} (${error ?? "no error"})`, taskId },
  ),
];

/** The task that something outside names, as far as it does. */
function taskIn({ dossiers }: Evidence, { claim, name }: Trace): string | null {
  const named = dossiers.find(
    ({ task, actions }) =>
      claim.includes(task.id) ||
      actions.some((action) => claimOf(action, {}) === claim || name.includes(action.id)),
  );
  return named?.task.id ?? null;
}
