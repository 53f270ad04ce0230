import { changeDelivery } from "../../shared/db/deliveries.ts";
import { planProblems } from "../../shared/domain/delivery/plan-problems.ts";
import {
  type OpenQuestion,
  type Requirements,
  requirementsSchema,
} from "../../shared/domain/delivery/requirement.ts";
import type { DeliveredDocument } from "../../shared/domain/delivery/stage.ts";
import type { Existing } from "../../shared/jobs/delivery/architecture/existing/keep-existing.ts";
import { answersAmong, keepAnswer } from "../../shared/jobs/delivery/documents/keep-answer.ts";
import { redactsDocuments } from "../../shared/jobs/delivery/documents/redactor-for.ts";
import {
  type Consolidated,
  consolidatedSchema,
  consolidatePrompt,
  consolidateSystem,
  consolidateTokens,
} from "../../shared/jobs/delivery/requirements/consolidate.ts";
import { foundBefore } from "../../shared/jobs/delivery/requirements/found-before.ts";
import type { Found } from "../../shared/jobs/delivery/requirements/ground-extracted.ts";
import {
  nothingBefore,
  numberRequirements,
} from "../../shared/jobs/delivery/requirements/number-requirements.ts";
import {
  type Ground,
  settleConsolidated,
  standingsShown,
} from "../../shared/jobs/delivery/requirements/settle-consolidated.ts";
import { tooMuch } from "../../shared/jobs/delivery/requirements/too-much.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import type { DurableRun } from "../durable-run.ts";
import { askQuestions } from "./ask-questions.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";
import { readDocuments } from "./read-documents.ts";
import { redactorOf, type Shown } from "./shown.ts";
import { readWhatExists, whatExists } from "./what-exists.ts";

/** Whoever hasn't said it after so many lists of questions says it to the plan. */
const mostRounds = 3;

/**
 * Reads what is wanted, asks what is open or contradicts itself, and reads the answers like any other document. Read once more, only what
 * is new or has a newer version is read; what the other documents ask for stands as it was found there.
 * @param documents those that are to be read
 * @param edition how often this is done, with this time
 */
export async function settleRequirements(
  run: DurableRun,
  begun: BegunDelivery,
  documents: readonly DeliveredDocument[],
  edition: number,
): Promise<void> {
  const again = edition === 1 ? "" : ` ${edition}`;
  const key = await readWhatExists(run, `what exists${again}`);
  const shown: Shown = await run.once(`whether personal data is replaced${again}`, async () => ({
    isRedacted: redactsDocuments(run.spine.settings.RULES, run.project),
    documents: (await rowOf(run)).documents,
  }));
  const found =
    edition === 1
      ? []
      : [
          await run.once(`found before${again}`, async () =>
            foundBefore(
              (await rowOf(run)).requirements,
              documents.map(({ id }) => id),
            ),
          ),
        ];
  found.push(...(await readDocuments(run, documents, shown, [], `documents${again}`)));
  // Rounds have numbers of their own in each edition.
  const last = (edition - 1) * 10;
  for (let round = last + 1; ; round++) {
    const questions = await consolidate(run, found, shown, key, round);
    if (questions.length === 0 || round > last + mostRounds) return;
    const answer = await askQuestions(run, begun, questions, round);
    if (answer === null) return;
    const document = await run.once(`answer ${round}`, async () => {
      const kept = await keepAnswer(run.spine, {
        taskId: run.taskId,
        project: run.project,
        round,
        ...answer,
      });
      const known = (await rowOf(run)).documents;
      if (!known.some(({ id }) => id === kept.id))
        await run.recordNow([], [changeDelivery(run.spine, run.taskId, { documents: [...known, kept] })]);
      return kept;
    });
    shown.documents.push(document);
    found.push(...(await readDocuments(run, [document], shown, questions, `answer ${round}`)));
  }
}

const nothingRead: Requirements = { requirements: [], questions: [], stories: [] };

/** Puts together what was read. Returns what people have to answer. */
async function consolidate(
  run: DurableRun,
  found: readonly Found[],
  shown: Shown,
  key: string | null,
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
  const step = `consolidate ${round}`;
  let exists: Existing | null = null;
  const ground = (): Ground => ({ answers: new Set(answers), exists: exists?.files ?? [] });
  const settle = (said: Consolidated): Requirements => settleConsolidated(said, material, ground());
  return run.answer(
    step,
    async (problems) => {
      exists = await whatExists(run, key);
      const { documents } = await rowOf(run);
      const { mask } = await redactorOf(run, shown);
      return {
        taskId: run.taskId,
        project: run.project,
        purpose: "consolidate",
        tier: "reasoner",
        system: consolidateSystem,
        user: consolidatePrompt(
          { ...material, documents, exists: exists?.text ?? null, asShown: (words) => mask(words).text },
          problems,
        ),
        schema: consolidatedSchema,
        maxTokens: consolidateTokens,
      };
    },
    (said) => settledProblems(settle(said)),
    async (said) => {
      const settled = settle(said);
      const { requirements, questions, stories } = settled;
      const standing = requirements.filter((one) => one.standing !== "gone");
      const summary = `${standing.length} requirements make ${stories.length} stories; ${questions.length} questions are open`;
      return {
        kept: questions,
        facts: [
          run.fact(step, "requirements.settled", summary, {
            requirements: standing.length,
            stories: stories.map(({ id, title }) => ({ id, title })),
            against: standingsShown(said, ground()),
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
