import type { LedgerEntry } from "../../domain/ledger.ts";
import type { Spine } from "../../spine/context.ts";
import type { Beginning, Offer, Offered } from "../../spine/job.ts";
import { fact } from "../../spine/record.ts";
import { type Routed, routeOf } from "./route.ts";

/** The kind of a task as long as nobody knows what is wanted. */
const undecided = "undecided";

/** A task for a request: of the kind that rules know it for, or undecided until somebody has thought about it. */
export function begin(spine: Spine, signal: Offered<object>, task: Omit<Beginning, "kind">): Offer {
  const routed = routeOf(spine.settings.RULES, signal);
  if (routed === null) return { kind: "begin", task: { ...task, kind: undecided } };
  const { kind, project } = routed;
  const facts = [...(task.facts ?? []), routedFact(spine, signal.taskId, routed)];
  return { kind: "begin", task: { ...task, kind, facts, project: project ?? task.project } };
}

/** The route as a fact of the task that begins with it. */
function routedFact(spine: Spine, taskId: string, routed: Routed): LedgerEntry {
  const { kind, rule } = routed;
  return fact(spine, taskId, "routed", "request.routed", `${kind.replaceAll("_", " ")}, since ${rule}`, {
    ...routed,
  });
}
