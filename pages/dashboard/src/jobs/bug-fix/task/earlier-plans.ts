import { z } from "zod";
import { type HowTested, howTestedSchema } from "../../../../../../shared/domain/how-tested.ts";
import { type Planned, plannedSchema } from "../../../../../../shared/domain/plan.ts";
import type { Answer } from "../../../api/types.ts";

type Action = Answer<"GET /api/tasks/{id}">["actions"][number];

interface EarlierPlan {
  id: string;
  revision: number;
  createdAt: string;
  planned: Planned;
  howTested?: HowTested | undefined;
}

const withPlan = z.object({ planned: plannedSchema, howTested: howTestedSchema.optional() });

/** The plans that were put to people before a version, the latest first. */
export function earlierPlans(
  actions: readonly Pick<Action, "id" | "payload" | "revision" | "createdAt">[],
  version: number,
): EarlierPlan[] {
  const plans = actions.flatMap(({ id, payload, revision, createdAt }) => {
    const { data } = withPlan.safeParse(payload);
    return data === undefined || revision >= version ? [] : [{ id, revision, createdAt, ...data }];
  });
  return plans.toSorted((a, b) => b.revision - a.revision);
}
