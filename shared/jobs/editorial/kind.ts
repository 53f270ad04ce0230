import type { z } from "zod";
import type { EffectResult } from "../../domain/sending.ts";
import type { ApplicableKind } from "../../policy/boundaries.ts";
import type { Mrkdwn } from "../../integrations/slack/mrkdwn.ts";
import type { ActionKindModule } from "../../spine/action-kind.ts";
import type { Spine } from "../../spine/context.ts";
import type { FollowUp } from "./follow-up.ts";
import { type Asked, missingFields, type RubricField } from "./rubric.ts";

/** How people are told of a kind, in the middle of a sentence. */
export interface KindWords {
  /** "blog post", and more than one of them. */
  noun: string;
  plural: string;
  /** What is begun, before what it is about: "a post about". */
  begun: string;
  /** The text that they have seen: "the post". */
  it: string;
  /** What its effect has done to it: "published". */
  done: string;
}

/** A request that was understood as the kind. */
export interface Commission<B> extends Asked {
  taskId: string;
  brief: B;
}

/**
 * One kind of text that the desk writes: all that is known of it, in a folder of its own. `B` is its brief's form, `D` what
 * the model answers, `P` what people approve, `R` what comes of that.
 * For an example see docs/examples/editorial-kind.ts.
 */
export interface EditorialKind<B extends z.ZodObject, D, P, R extends EffectResult> {
  /** The kind of its tasks and its name among the intents, with underscores. */
  kind: string;
  /** What the classifier knows it by: "an article or post on a blog". */
  meaning: string;
  words: KindWords;
  /** What the classifier takes from the request for it; each field describes itself. What isn't said is null or empty. */
  brief: B;
  /** A brief that is enough to start. */
  example: z.output<B>;
  /** What a task is called before there is a draft. */
  titleOf(brief: z.output<B>): string | null;
  rubric: readonly RubricField<z.output<B>>[];
  /** The unchanging part of the prompt; the changing one is the same for all, see `draftPrompt`. */
  system: string;
  /** What the model is asked for. Lengths are the business of `problems`, which can say more than a schema. */
  schema: z.ZodType<D>;
  maxTokens: number;
  /** Everything that keeps a draft from being proposed, in words that the model can act on. */
  problems(draft: D): string[];
  /** What happens when people have said yes. Its preview is what they are shown. */
  effect: ActionKindModule<ApplicableKind, P, R>;
  /** What the effect is called in the names of steps and actions: "publish". They are persistent. */
  step: string;
  /** Makes what is approved of a draft that has no problems. */
  payloadOf(spine: Spine, draft: D, commission: Commission<z.output<B>>): Promise<P>;
  /** A version as the model gets it back together with the editor's feedback. */
  textOf(payload: P): string;
  /** A version in short, for the ledger; `data` is what else is kept of it there. */
  outline(payload: P): { title: string; size: string; data: Record<string, unknown> };
  /** What stands beside the preview in Slack, besides version and size. */
  facts(payload: P): Mrkdwn[];
  /** Where the result can be seen, and what else the thread is told in the end. */
  outcome(result: R): { url: string | null; note: Mrkdwn | null };
  followUp: FollowUp<R> | null;
}

/** A kind with its types sealed in, so that a registry can hold kinds of different texts. */
export interface SealedEditorialKind extends Pick<
  EditorialKind<z.ZodObject, unknown, unknown, EffectResult>,
  "kind" | "meaning" | "words"
> {
  shape: z.ZodObject["shape"];
  titleOf(brief: object): string | null;
  missing(brief: object, asked: Asked): Pick<RubricField<unknown>, "name" | "ask">[];
  /** Hands the kind, types and all, to what works with any of them. */
  with<T>(
    use: <B extends z.ZodObject, D, P, R extends EffectResult>(kind: EditorialKind<B, D, P, R>) => T,
  ): T;
}

export function sealEditorialKind<B extends z.ZodObject, D, P, R extends EffectResult>(
  kind: EditorialKind<B, D, P, R>,
): SealedEditorialKind {
  return {
    kind: kind.kind,
    meaning: kind.meaning,
    words: kind.words,
    shape: kind.brief.shape,
    titleOf: (brief) => kind.titleOf(kind.brief.parse(brief)),
    missing: (brief, asked) => missingFields(kind.rubric, kind.brief.parse(brief), asked),
    with: (use) => use(kind),
  };
}
