import { changeDelivery } from "../../shared/db/deliveries.ts";
import { type Design, designSchema } from "../../shared/domain/delivery/design.ts";
import { planProblems } from "../../shared/domain/delivery/plan-problems.ts";
import {
  type Designed,
  designedSchema,
  designPrompt,
  designSystem,
  designTokens,
} from "../../shared/jobs/delivery/architecture/design-prompt.ts";
import { chooseStack } from "../../shared/jobs/delivery/stacks/choose-stack.ts";
import { stacks } from "../../shared/jobs/delivery/stacks/stacks.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import type { DurableRun } from "../durable-run.ts";
import { rowOf } from "./begin-delivery.ts";

/** Has the stories designed on the stack that the rules choose. @param feedback what people want changed in the one before. */
export async function makeDesign(run: DurableRun, revision: number, feedback: string | null): Promise<void> {
  const step = `design ${revision}`;
  const { requirements, chosen } = await run.once(`material of ${step}`, async () => {
    const row = await rowOf(run);
    if (row.requirements === null || row.facts === null)
      throw new SignalboxError("not_found", `nobody has read what ${run.taskId} is to be`);
    return { requirements: row.requirements, chosen: chooseStack(row.facts) };
  });
  const { title, conventions } = stacks[chosen.stack];
  const designOf = (said: Designed): Design => designSchema.parse({ ...said, ...chosen });
  await run.answer(
    step,
    async (problems) => ({
      taskId: run.taskId,
      project: run.project,
      purpose: "design",
      tier: "reasoner",
      system: designSystem,
      user: designPrompt(
        { stories: requirements.stories, stack: { title, conventions }, exists: null, feedback },
        problems,
      ),
      schema: designedSchema,
      maxTokens: designTokens,
    }),
    (said) => {
      const { data, error } = designSchema.safeParse({ ...said, ...chosen });
      return data === undefined ? [problemsOf(error)] : planProblems(requirements, data);
    },
    async (said) => {
      const design = designOf(said);
      return {
        kept: null,
        facts: [
          run.fact(step, "design.made", `${design.components.length} components on ${title}`, {
            stack: design.stack,
            because: design.because,
            components: design.components.map(({ name }) => name),
          }),
        ],
        records: [changeDelivery(run.spine, run.taskId, { design, revision, stage: "approval" })],
      };
    },
  );
}
