import type { Planned } from "../../../../../../shared/domain/plan.ts";
import type { Answer } from "../../../api/types.ts";
import { plannedOf } from "../../../parts/plan/planned-of.ts";

type Action = Answer<"GET /api/tasks/{id}">["actions"][number];

interface EarlierPlan {
  id: string;
  revision: number;
  createdAt: string;
  planned: Planned;
}

/** The plans that were put to people before a version, the latest first. */
export function earlierPlans(
  actions: readonly Pick<Action, "id" | "kind" | "payload" | "revision" | "createdAt">[],
  version: number,
): EarlierPlan[] {
  const plans = actions.flatMap(({ id, kind, payload, revision, createdAt }) => {
    if (kind !== "code_execute" || revision >= version || typeof payload !== "object" || payload === null)
      return [];
    const planned = "planned" in payload ? plannedOf(payload.planned) : null;
    return planned === null ? [] : [{ id, revision, createdAt, planned }];
  });
  return plans.toSorted((a, b) => b.revision - a.revision);
}
