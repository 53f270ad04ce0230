import { changeDelivery } from "../../shared/db/deliveries.ts";
import { noRedactor, type Redactor } from "../../shared/domain/delivery/redaction/redactor.ts";
import { planProblems } from "../../shared/domain/delivery/plan-problems.ts";
import type { OpenQuestion, Requirements } from "../../shared/domain/delivery/requirement.ts";
import type { DeliveredDocument } from "../../shared/domain/delivery/stage.ts";
import type { Existing } from "../../shared/jobs/delivery/architecture/existing/keep-existing.ts";
import { keepAnswer } from "../../shared/jobs/delivery/documents/keep-answer.ts";
import {
  readAsShown,
  redactorFor,
  redactsDocuments,
} from "../../shared/jobs/delivery/documents/redactor-for.ts";
import {
  type Consolidated,
  consolidatedSchema,
  consolidatePrompt,
  consolidateSystem,
  consolidateTokens,
} from "../../shared/jobs/delivery/requirements/consolidate.ts";
import {
  extractedSchema,
  extractPrompt,
  extractSystem,
  extractTokens,
} from "../../shared/jobs/delivery/requirements/extract.ts";
import { foundBefore } from "../../shared/jobs/delivery/requirements/found-before.ts";
import { type Found, groundExtracted } from "../../shared/jobs/delivery/requirements/ground-extracted.ts";
import {
  nothingBefore,
  numberRequirements,
} from "../../shared/jobs/delivery/requirements/number-requirements.ts";
import {
  settleConsolidated,
  standingsShown,
} from "../../shared/jobs/delivery/requirements/settle-consolidated.ts";
import { batchesOfDocuments } from "../../shared/jobs/delivery/requirements/source-document.ts";
import type { DurableRun } from "../durable-run.ts";
import { askQuestions } from "./ask-questions.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";
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

/** How a model sees the documents. */
interface Shown {
  /** Whether personal data is replaced, as the rules said when the delivery began to read. */
  isRedacted: boolean;
  /** All that were read so far, in their order: what is replaced is counted through them. */
  documents: DeliveredDocument[];
}

async function redactorOf(run: DurableRun, { isRedacted, documents }: Shown): Promise<Redactor> {
  return isRedacted ? redactorFor(run.spine, documents) : noRedactor;
}

/** Reads documents part by part. */
async function readDocuments(
  run: DurableRun,
  documents: readonly DeliveredDocument[],
  shown: Shown,
  asked: readonly OpenQuestion[],
  name: string,
): Promise<Found[]> {
  const batches = async () =>
    batchesOfDocuments(await readAsShown(run.spine, documents, await redactorOf(run, shown)));
  const count = await run.once(`parts of ${name}`, async () => (await batches()).length);
  const found: Found[] = [];
  for (let n = 0; n < count; n++) {
    const pieces = async () => (await batches())[n] ?? [];
    const step = `read ${name} ${n + 1}`;
    found.push(
      await run.answer(
        step,
        async (problems) => ({
          taskId: run.taskId,
          project: run.project,
          purpose: "extract",
          tier: "reasoner",
          system: extractSystem,
          user: extractPrompt(await pieces(), asked, problems),
          schema: extractedSchema,
          maxTokens: extractTokens,
        }),
        () => [],
        async (said) => {
          const kept = groundExtracted(said, await pieces());
          const { requirements, questions, refused } = kept;
          const summary = `${requirements.length} requirements and ${questions.length} questions were read in ${name}, part ${n + 1} of ${count}${refused.length === 0 ? "" : `; ${refused.length} quotes are in no document`}`;
          return {
            kept,
            facts: [
              run.fact(step, "documents.read", summary, {
                requirements: requirements.length,
                questions: questions.length,
                refused,
              }),
            ],
          };
        },
      ),
    );
  }
  return found;
}

/** Puts together what was read. Returns what people have to answer. */
async function consolidate(
  run: DurableRun,
  found: readonly Found[],
  shown: Shown,
  key: string | null,
  round: number,
): Promise<OpenQuestion[]> {
  const before = async (): Promise<Requirements> => {
    const { requirements } = await rowOf(run);
    return {
      ...numberRequirements(found, requirements ?? nothingBefore),
      stories: requirements?.stories ?? [],
    };
  };
  const material = await run.once(`numbered ${round}`, before);
  const step = `consolidate ${round}`;
  let exists: Existing | null = null;
  const settle = (said: Consolidated): Requirements =>
    settleConsolidated(said, { ...material, exists: exists?.files ?? [] });
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
    (said) => planProblems(settle(said), null),
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
            against: standingsShown(said, { exists: exists?.files ?? [] }),
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
