import { eq } from "drizzle-orm";
import type { z } from "zod";
import { tasks } from "../../shared/db/schema.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { draftPrompt } from "../../shared/jobs/editorial/draft-prompt.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import type { DurableRun } from "../durable-run.ts";
import type { EditorialTask } from "./editorial-task.ts";

/** A draft that is kept in R2, as what would be approved. */
export interface Version {
  revision: number;
  draftKey: string;
  sandbox: boolean;
}

/** A version that was not good enough, and why. */
export interface Previous {
  version: Version;
  feedback: string;
}

/** One version from the model: kept in R2 once its form is right, with one repair. */
export async function draft<B extends z.ZodObject, D, P, R extends EffectResult>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D, P, R>,
  revision: number,
  previous: Previous | null,
): Promise<Version> {
  const brief = kind.brief.parse(task.brief);
  return run.answer(
    `draft ${revision}`,
    async (problems) => ({
      taskId: run.taskId,
      project: run.project,
      purpose: "draft",
      tier: "writer",
      system: kind.system,
      user: draftPrompt({
        brief,
        request: task.request,
        previous: previous && {
          text: kind.textOf(await readDraft(run, kind, previous.version)),
          feedback: previous.feedback,
        },
        problems,
      }),
      schema: kind.schema,
      maxTokens: kind.maxTokens,
    }),
    (content) => kind.problems(content),
    async (content, { inputTokens, outputTokens, microUsd, provider }) => {
      const { taskId } = run;
      const payload = await kind.payloadOf(run.spine, content, { taskId, brief, channel: task.channel });
      const { title, size, data } = kind.outline(payload);
      const draftKey = `drafts/${taskId}/${revision}.json`;
      await run.spine.env.ARTEFACTS.put(draftKey, JSON.stringify(payload));
      const written = run.fact(
        `draft/${revision}`,
        "draft.written",
        `version ${revision}: "${title}", ${size}`,
        { revision, title, ...data, inputTokens, outputTokens, usd: microUsd / 1_000_000, provider },
      );
      return {
        kept: { revision, draftKey, sandbox: provider === "sandbox" },
        facts: [written],
        records: [run.spine.db.update(tasks).set({ title }).where(eq(tasks.id, taskId))],
      };
    },
  );
}

/** @throws when the draft is gone, or isn't of its kind's form any more. */
export async function readDraft<B extends z.ZodObject, D, P, R extends EffectResult>(
  run: DurableRun,
  { effect }: EditorialKind<B, D, P, R>,
  { draftKey }: Version,
): Promise<P> {
  const body = await run.spine.env.ARTEFACTS.get(draftKey);
  if (!body) throw new Error(`the draft ${draftKey} is not in R2`);
  return effect.schema.parse(await body.json());
}
