import { changeDelivery } from "../../shared/db/deliveries.ts";
import { type Design, designSchema } from "../../shared/domain/delivery/design.ts";
import { planProblems } from "../../shared/domain/delivery/plan-problems.ts";
import { noRedactor } from "../../shared/domain/delivery/redaction/redactor.ts";
import {
  type Designed,
  designedSchema,
  designPrompt,
  designSystem,
  designTokens,
} from "../../shared/jobs/delivery/architecture/design-prompt.ts";
import { redactorFor, redactsDocuments } from "../../shared/jobs/delivery/documents/redactor-for.ts";
import { placedByHand, withPlaces } from "../../shared/jobs/delivery/architecture/placed-by-hand.ts";
import { chooseStack } from "../../shared/jobs/delivery/stacks/choose-stack.ts";
import { stacks } from "../../shared/jobs/delivery/stacks/stacks.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import type { DurableRun } from "../durable-run.ts";
import { rememberFor } from "../draws-on.ts";
import { rowOf } from "./begin-delivery.ts";
import { readWhatExists, whatExists } from "./what-exists.ts";

/** Has the stories designed on the stack that the rules choose. @param feedback what people want changed in the one before. */
export async function makeDesign(run: DurableRun, revision: number, feedback: string | null): Promise<void> {
  const step = `design ${revision}`;
  const key = await readWhatExists(run, `what exists for ${step}`);
  const { requirements, placed, chosen, isRedacted, known } = await run.once(
    `material of ${step}`,
    async () => {
      const row = await rowOf(run);
      if (row.requirements === null || row.facts === null)
        throw new SignalboxError("not_found", `nobody has read what ${run.taskId} is to be`);
      const exists = await whatExists(run, key);
      return {
        requirements: row.requirements,
        placed: placedByHand(row.written, row.requirements.stories),
        chosen: exists === null ? chooseStack(row.facts) : { stack: exists.stack, because: exists.because },
        isRedacted: redactsDocuments(run.spine.settings.RULES, run.project),
        known: row.documents.map(({ id }) => id),
      };
    },
  );
  const remembered = await rememberFor(run, step, () => ({
    words: requirements.stories.map((story) => `${story.title}: ${story.narrative}`).join("\n"),
    known,
  }));
  const { title, conventions } = stacks[chosen.stack];
  const whole = (said: Designed) => ({ ...withPlaces(said, placed), ...chosen });
  const designOf = (said: Designed): Design => designSchema.parse(whole(said));
  await run.answer(
    step,
    async (problems) => {
      const exists = await whatExists(run, key);
      const { documents } = await rowOf(run);
      const { mask } = isRedacted ? await redactorFor(run.spine, documents) : noRedactor;
      const asShown = (words: string | null): string | null => (words === null ? null : mask(words).text);
      return {
        taskId: run.taskId,
        project: run.project,
        purpose: "design",
        tier: "reasoner",
        system: designSystem,
        user: designPrompt(
          {
            stories: requirements.stories,
            placed,
            stack: { title, conventions },
            exists: asShown(exists?.text ?? null),
            remembered: asShown(remembered?.lines ?? null),
            feedback: asShown(feedback),
          },
          problems,
        ),
        schema: designedSchema,
        maxTokens: designTokens,
      };
    },
    (said) => {
      const { data, error } = designSchema.safeParse(whole(said));
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
