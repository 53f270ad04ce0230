import { madeRepositories } from "../../db/policy-context.ts";
import { boundaryOf, peoplesKinds } from "../../policy/boundaries.ts";
import type { ByHand } from "../../spine/action-kind.ts";
import type { Spine } from "../../spine/context.ts";
import { inspect } from "../../spine/verdict-input.ts";
import { actionRequestSchema } from "./signals.ts";
import { actionKindOf } from "../../actions/registry.ts";

/** Why people can't propose a kind; null when they can. */
export function notForPeople(kind: string): string | null {
  const rest = `people may propose ${peoplesKinds.join(", ")}`;
  if (actionKindOf(kind) === undefined) return `${kind} is no kind of action that can be done; ${rest}`;
  return boundaryOf(kind).proposedBy === "people"
    ? null
    : `${kind} comes only from the jobs whose work leads to it; ${rest}`;
}

/** What a person proposes by hand: its payload as it is recorded, or why it is refused. What policy says of it comes later. */
export async function readByHand(
  spine: Spine,
  { kind, payload, project }: { kind: string; payload: unknown; project: string },
): Promise<ByHand<Record<string, unknown>>> {
  const problem = notForPeople(kind);
  if (problem !== null) return { kind: "refused", why: problem };
  const made = await madeRepositories(spine.db, project);
  const { code, seen } = inspect(spine, project, kind, payload, made);
  if (seen === null)
    return {
      kind: "refused",
      why: `the payload is not of the form of ${kind}: ${code?.problemsOf(payload)}`,
    };
  if (seen.byHand.kind === "refused") return seen.byHand;
  const why = (await code?.whyNotNow(spine, seen.byHand.payload, project)) ?? null;
  return why === null
    ? { kind: "fine", payload: actionRequestSchema.shape.payload.parse(seen.byHand.payload) }
    : { kind: "refused", why };
}
