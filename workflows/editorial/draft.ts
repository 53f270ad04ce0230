import { z } from "zod";
import { type Provenance, provenances, weakest } from "../../shared/domain/provenance.ts";
import { draftPrompt } from "../../shared/jobs/editorial/draft-prompt.ts";
import { stillRemembered } from "../../shared/memory/look-back.ts";
import { type DrawnOn, type MemoryMaterial, memoryMaterial } from "../../shared/memory/memory-material.ts";
import { rememberedFor, usedFact } from "../../shared/memory/remembered-for.ts";
import { houseRules } from "../../shared/policy/rules.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import type { Piece } from "../../shared/jobs/editorial/outlets/outlet.ts";
import { timePieces } from "../../shared/jobs/editorial/time-pieces.ts";
import type { DurableRun } from "../durable-run.ts";
import type { EditorialTask } from "./editorial-task.ts";

/** A draft that is kept in R2, with what would be approved of it. */
export interface Version {
  revision: number;
  draftKey: string;
  sandbox: boolean;
  title: string;
  size: string;
  /** The outlets of its pieces, in the order in which people see them. */
  steps: string[];
  /** What it draws on, for who decides on it. */
  drawnOn?: DrawnOn[];
  /** What must be out before: an outlet by that of the piece which points at it. */
  after?: Record<string, string>;
}

/** A version that was not good enough, and why. */
export interface Previous {
  version: Version;
  feedback: string;
}

/** A version as it is kept: what the model wrote, what is approved of it, and the weakest of all that went into it. */
export interface Kept<D> {
  draft: D;
  pieces: Piece[];
  provenance: Provenance;
}

/**
 * One version from the model: kept in R2 once its form is right, with one repair.
 * @param written takes what is kept; it isn't called where the version was written before this instance woke
 */
export async function draft<B extends z.ZodObject, D>(
  run: DurableRun,
  task: EditorialTask,
  kind: EditorialKind<B, D>,
  revision: number,
  previous: Previous | null,
  written: (kept: Kept<D>) => void,
): Promise<Version> {
  const brief = kind.brief.parse(task.brief);
  const { taskId, project } = run;
  const commission = { taskId, project, brief, channel: task.channel, said: task.said };
  let provenance = task.provenance;
  let read: string | null = null;
  let drawnOn: DrawnOn[] = [];
  return run.answer(
    `draft ${revision}`,
    async (problems) => {
      const source = (await kind.material?.(run.spine, commission)) ?? null;
      const remembered = await rememberedOf(run, task, kind.titleOf(brief));
      const went = [task.provenance, source?.provenance ?? [], remembered?.provenance ?? []].flat();
      provenance = weakest(went);
      read = source?.text ?? null;
      drawnOn = remembered?.drawnOn ?? [];
      return {
        taskId,
        project,
        purpose: "draft",
        tier: "writer",
        system: kind.system,
        user: draftPrompt({
          brief,
          request: task.request,
          source: read,
          remembered: remembered?.text ?? null,
          house: houseRules(run.spine.settings.RULES, project, kind.kind),
          previous: previous && {
            text: kind.textOf((await readDraft(run, kind, previous.version)).draft),
            feedback: previous.feedback,
          },
          problems,
        }),
        schema: kind.schema,
        maxTokens: kind.maxTokens,
      };
    },
    (content) => kind.problems(content, brief, read),
    async (content, { inputTokens, outputTokens, microUsd, provider }) => {
      const draftKey = `drafts/${taskId}/${revision}.json`;
      const made = await kind.pieces(run.spine, content, commission);
      const pieces = timePieces(run.spine.settings, project, made, run.spine.now());
      const steps = pieces.map(({ step }) => step);
      const { title, size, data } = kind.outline(content, steps);
      const kept: Kept<D> = { draft: content, pieces, provenance };
      await run.spine.env.ARTEFACTS.put(draftKey, JSON.stringify(kept));
      written(kept);
      run.carry();
      const told = run.fact(
        `draft/${revision}`,
        "draft.written",
        `version ${revision}: "${title}", ${size}`,
        { revision, title, ...data, inputTokens, outputTokens, usd: microUsd / 1_000_000, provider },
      );
      return {
        kept: {
          revision,
          draftKey,
          sandbox: provider === "sandbox",
          title,
          size,
          steps,
          drawnOn,
          after: Object.fromEntries(
            pieces.flatMap(({ step, after }) => (after === undefined ? [] : [[step, after]])),
          ),
        },
        facts:
          drawnOn.length === 0
            ? [told]
            : [usedFact(run.spine, taskId, String(revision), drawnOn, { revision }), told],
        left: { title },
      };
    },
  );
}

/** What a request is about, for the memory. */
export function wordsAbout(title: string | null, request: string): string {
  return `${title ?? ""}\n${request}`;
}

async function rememberedOf(
  { spine, project }: DurableRun,
  { request, lookedBack }: EditorialTask,
  title: string | null,
): Promise<MemoryMaterial | null> {
  return lookedBack === undefined
    ? rememberedFor(spine, project, wordsAbout(title, request))
    : memoryMaterial(await stillRemembered(spine, project, lookedBack));
}

const keptForm = z.object({
  draft: z.unknown(),
  pieces: z.array(
    z.object({
      step: z.string(),
      payload: z.unknown(),
      why: z.string().optional(),
      after: z.string().optional(),
    }),
  ),
  provenance: z.enum(provenances),
});

/** @throws when the draft is gone, or isn't of its kind's form any more. */
export async function readDraft<B extends z.ZodObject, D>(
  run: DurableRun,
  { schema }: EditorialKind<B, D>,
  { draftKey }: Version,
): Promise<Kept<D>> {
  const body = await run.spine.env.ARTEFACTS.get(draftKey);
  if (!body) throw new Error(`the draft ${draftKey} is not in R2`);
  const kept = keptForm.parse(await body.json());
  return { ...kept, draft: schema.parse(kept.draft) };
}
