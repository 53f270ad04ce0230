import { changeDelivery } from "../../shared/db/deliveries.ts";
import { planProblems } from "../../shared/domain/delivery/plan-problems.ts";
import {
  type OpenQuestion,
  type Requirements,
  requirementsSchema,
} from "../../shared/domain/delivery/requirement.ts";
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
import {
  builtRequirements,
  fixedStories,
  nothingFixed,
} from "../../shared/jobs/delivery/requirements/fixed-stories.ts";
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
import { rememberFor } from "../draws-on.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";
import { readDocuments } from "./read-documents.ts";
import { readWritten } from "./read-written.ts";
import { redactorOf, type Shown } from "./shown.ts";
import type { Again } from "./take-again.ts";
import { readWhatExists, whatExists } from "./what-exists.ts";

/** Whoever hasn't said it after so many lists of questions says it to the plan. */
const mostRounds = 3;

/**
 * Reads what is wanted, asks what is open or contradicts itself, and reads the answers like any other document. Done once more, only what
 * is new, has a newer version or is to be read anew is read; what the other documents ask for stands as it was found there, and what
 * people have agreed to leave open isn't asked again.
 * @param edition how often this is done, with this time
 * @param anew what is read then; null: for the first time, and all
 */
export async function settleRequirements(
  run: DurableRun,
  begun: BegunDelivery,
  edition: number,
  anew: Again | null,
): Promise<void> {
  const documents = anew?.documents ?? begun.request.documents;
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
  const written = await readWritten(run, documents, shown, again);
  found.push(...written.found);
  const read = documents.filter(({ id }) => !written.ids.includes(id));
  found.push(...(await readDocuments(run, read, shown, [], `documents${again}`)));
  // Rounds have numbers of their own in each edition.
  const last = (edition - 1) * 10;
  for (let round = last + 1; ; round++) {
    const questions = await consolidate(run, found, shown, key, {
      round,
      redo: anew?.redo ?? null,
      called: begun.request.title,
    });
    const unheard = questions.filter(({ id }) => anew === null || !anew.open.includes(id));
    if (unheard.length === 0 || round > last + mostRounds) return;
    const answer = await askQuestions(run, begun, unheard, round);
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
  { round, redo, called }: { round: number; redo: Again["redo"]; called: string },
): Promise<OpenQuestion[]> {
  const { material, fixed, answers, problem } = await run.once(`numbered ${round}`, async () => {
    const row = await rowOf(run);
    const { requirements, documents } = row;
    const { db } = run.spine;
    const stays = redo === "requirements" ? await builtRequirements(db, row) : undefined;
    const numbered = numberRequirements(found, requirements ?? nothingBefore, stays);
    const { mask } = await redactorOf(run, shown);
    const those = await fixedStories(db, row, numbered.requirements, (words) => mask(words).text);
    const stories = [...(requirements?.stories ?? [])];
    const more = those.written.filter(({ id }) => !stories.some((one) => one.id === id));
    const read: Requirements = { ...numbered, stories: [...stories, ...more] };
    const why = tooMuch(read);
    return {
      // A step keeps no more than it may.
      material: why === null ? read : nothingRead,
      fixed: why === null ? those : nothingFixed,
      answers: await answersAmong(run.spine, documents),
      problem: why,
    };
  });
  if (problem !== null) throw new SignalboxError("bad_request", problem);
  const step = `consolidate ${round}`;
  const remembered = await rememberFor(run, step, () => ({
    words: [called, ...material.requirements.map(({ statement }) => statement)].join("\n"),
    known: shown.documents.map(({ id }) => id),
  }));
  let exists: Existing | null = null;
  const ground = (): Ground => ({ answers: new Set(answers), exists: exists?.files ?? [] });
  const settle = (said: Consolidated): Requirements => settleConsolidated(said, material, ground(), fixed);
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
          {
            ...material,
            fixed: [...fixed.built, ...fixed.written].map(({ id }) => id),
            documents,
            exists: exists?.text ?? null,
            remembered: remembered?.lines ?? null,
            asShown: (words) => mask(words).text,
          },
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
