import { changeDelivery } from "../../shared/db/deliveries.ts";
import { planProblems } from "../../shared/domain/delivery/plan-problems.ts";
import {
  type OpenQuestion,
  type Requirements,
  requirementsSchema,
} from "../../shared/domain/delivery/requirement.ts";
import { answersAmong, keepAnswer } from "../../shared/jobs/delivery/documents/keep-answer.ts";
import {
  consolidatedSchema,
  consolidatePrompt,
  consolidateSystem,
  consolidateTokens,
} from "../../shared/jobs/delivery/requirements/consolidate.ts";
import type { Found } from "../../shared/jobs/delivery/requirements/ground-extracted.ts";
import {
  nothingBefore,
  numberRequirements,
} from "../../shared/jobs/delivery/requirements/number-requirements.ts";
import {
  type Ground,
  settleConsolidated,
} from "../../shared/jobs/delivery/requirements/settle-consolidated.ts";
import { tooMuch } from "../../shared/jobs/delivery/requirements/too-much.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import type { DurableRun } from "../durable-run.ts";
import { askQuestions } from "./ask-questions.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";
import { readDocuments } from "./read-documents.ts";

/** Whoever hasn't said it after so many lists of questions says it to the plan. */
const mostRounds = 3;

/** Reads what is wanted, asks what is open or contradicts itself, and reads the answers like any other document. */
export async function settleRequirements(run: DurableRun, begun: BegunDelivery): Promise<void> {
  const found = await readDocuments(run, begun.request.documents, [], "documents");
  for (let round = 1; ; round++) {
    const questions = await consolidate(run, begun, found, round);
    if (questions.length === 0 || round > mostRounds) return;
    const answer = await askQuestions(run, begun, questions, round);
    if (answer === null) return;
    const document = await run.once(`answer ${round}`, async () => {
      const kept = await keepAnswer(run.spine, {
        taskId: run.taskId,
        project: run.project,
        round,
        ...answer,
      });
      const { documents } = await rowOf(run);
      if (!documents.some(({ id }) => id === kept.id))
        await run.recordNow([], [changeDelivery(run.spine, run.taskId, { documents: [...documents, kept] })]);
      return kept;
    });
    found.push(...(await readDocuments(run, [document], questions, `answer ${round}`)));
  }
}

const nothingRead: Requirements = { requirements: [], questions: [], stories: [] };

/** Puts together what was read. Returns what people have to answer. */
async function consolidate(
  run: DurableRun,
  begun: BegunDelivery,
  found: readonly Found[],
  round: number,
): Promise<OpenQuestion[]> {
  const { material, answers, problem } = await run.once(`numbered ${round}`, async () => {
    const { requirements, documents } = await rowOf(run);
    const numbered = numberRequirements(found, requirements ?? nothingBefore);
    const read: Requirements = { ...numbered, stories: requirements?.stories ?? [] };
    const why = tooMuch(read);
    return {
      // A step keeps no more than it may.
      material: why === null ? read : nothingRead,
      answers: await answersAmong(run.spine, documents),
      problem: why,
    };
  });
  if (problem !== null) throw new SignalboxError("bad_request", problem);
  const ground: Ground = { answers: new Set(answers), exists: !begun.request.repository.isNew };
  const step = `consolidate ${round}`;
  return run.answer(
    step,
    async (problems) => ({
      taskId: run.taskId,
      project: run.project,
      purpose: "consolidate",
      tier: "reasoner",
      system: consolidateSystem,
      user: consolidatePrompt(
        { ...material, documents: (await rowOf(run)).documents, exists: null },
        problems,
      ),
      schema: consolidatedSchema,
      maxTokens: consolidateTokens,
    }),
    (said) => settledProblems(settleConsolidated(said, material, ground)),
    async (said) => {
      const settled = settleConsolidated(said, material, ground);
      const { requirements, questions, stories } = settled;
      const standing = requirements.filter((one) => one.standing !== "gone");
      const summary = `${standing.length} requirements make ${stories.length} stories; ${questions.length} questions are open`;
      return {
        kept: questions,
        facts: [
          run.fact(step, "requirements.settled", summary, {
            requirements: standing.length,
            stories: stories.map(({ id, title }) => ({ id, title })),
            questions: questions.map(({ id, kind }) => ({ id, kind })),
          }),
        ],
        records: [
          changeDelivery(run.spine, run.taskId, {
            requirements: settled,
            facts: said.facts,
            stage: questions.length === 0 ? "architecture" : "questions",
          }),
        ],
      };
    },
  );
}

/** Why what was put together is no plan's: said now, while the model can still put it otherwise. */
function settledProblems(settled: Requirements): string[] {
  const requirements = settled.requirements.filter(({ standing }) => standing !== "gone");
  const { error } = requirementsSchema.safeParse({ ...settled, requirements });
  return [...planProblems(settled, null), ...(error === undefined ? [] : [problemsOf(error)])];
}
