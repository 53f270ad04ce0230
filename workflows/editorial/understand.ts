import { eq } from "drizzle-orm";
import { tasks } from "../../shared/db/schema.ts";
import { weakest, type Provenance } from "../../shared/domain/provenance.ts";
import {
  type Classification,
  classificationSchema,
  classifyPrompt,
  classifySystem,
} from "../../shared/editorial/intent.ts";
import { missingFields } from "../../shared/editorial/rubric.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import { type EditorialTask, type Ending, wordsOf } from "./frame.ts";
import { desk, type DeskKind } from "./registry.ts";

/** Asking more often than this helps nobody. */
const maxQuestions = 5;

type Understood =
  | { kind: "brief"; deskKind: DeskKind; task: EditorialTask }
  | Extract<Ending, { kind: "rejected" }>;

/**
 * Finds out what is wanted and whether enough is known: classify; below the threshold ask; check the rubric; ask for
 * what is missing, by name. Each answer leads to a new look at the whole conversation.
 */
export async function understand(run: DurableRun, requester: string): Promise<Understood> {
  const threshold = run.spine.settings.INTENT_CONFIDENCE_THRESHOLD;
  for (let round = 1; round <= maxQuestions; round++) {
    const { intent, confidence, brief, provenance } = await classify(run, round, threshold);
    if (confidence < threshold) {
      await question(
        run,
        round,
        `<@${requester}> I am not sure what you want from me. Is it a *blog post*? Tell me in this thread what you need.`,
        { reason: "intent is not clear", confidence, threshold },
      );
      continue;
    }
    const deskKind = desk[intent];
    if (deskKind === null) {
      const reason = `the desk can't do this yet: ${intent.replace("_", " ")}`;
      return {
        kind: "rejected",
        reason,
        message: {
          text: `:no_entry_sign: <@${requester}> I understand this as *${intent.replace("_", " ")}*, and I can't do that yet. I can write blog posts.`,
        },
      };
    }
    const missing = missingFields(deskKind.rubric, brief);
    const names = missing.map((field) => field.name);
    await run.record(
      `rubric ${round}`,
      () => [
        run.fact(
          `rubric/${round}`,
          "rubric.checked",
          names.length === 0 ? "the brief is complete" : `missing: ${names.join(", ")}`,
          { ok: names.length === 0, missing: names },
        ),
      ],
      ({ db }) => [
        db.update(tasks).set({ kind: intent, title: brief.topic }).where(eq(tasks.id, run.taskId)),
      ],
    );
    if (names.length === 0) return { kind: "brief", deskKind, task: { requester, brief, provenance } };
    const list = missing.map((field) => `• *${field.name}*: ${field.ask}`).join("\n");
    await question(
      run,
      round,
      `<@${requester}> Before I start I need to know:\n${list}\nPlease answer in this thread.`,
      { missing: names },
    );
  }
  throw new SignalboxError(
    "no_answer",
    `after ${maxQuestions} questions it is still not clear what is wanted`,
  );
}

async function classify(
  run: DurableRun,
  round: number,
  threshold: number,
): Promise<Classification & { provenance: Provenance }> {
  return run.answer(
    `classify ${round}`,
    async (problems) => {
      const { request, replies } = await wordsOf(run);
      const user = [
        classifyPrompt(request, replies),
        ...problems.map((problem) => `<problem>${problem}</problem>`),
      ].join("\n");
      return {
        taskId: run.taskId,
        purpose: "classify",
        tier: "judge",
        system: classifySystem,
        user,
        schema: classificationSchema,
        maxTokens: 2000,
      };
    },
    () => [],
    async (classification) => {
      const { intent, confidence, reason } = classification;
      await run.recordNow([
        run.fact(
          `intent/${round}`,
          "intent.classified",
          `${intent.replace("_", " ")}, confidence ${confidence}`,
          { intent, confidence, threshold, reason },
        ),
      ]);
      // The model's reading never strengthens its input: what people said stays the measure.
      return { ...classification, provenance: weakest([(await wordsOf(run)).provenance]) };
    },
  );
}

/** Asks in the thread and waits for the answer. Recorded as asked first: an answer can be quicker than we are. */
async function question(
  run: DurableRun,
  round: number,
  text: string,
  data: Record<string, unknown>,
): Promise<void> {
  const known = await run.once(`before question ${round}`, async () => {
    await run.recordNow([run.fact(`question/${round}`, "question.asked", "an answer in the thread", data)]);
    return (await wordsOf(run)).replies.length;
  });
  await run.say(`question ${round}`, { text });
  await run.until(`answer ${round}`, async () => ((await wordsOf(run)).replies.length > known ? true : null));
}
