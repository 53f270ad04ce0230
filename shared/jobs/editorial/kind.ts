import type { z } from "zod";
import type { Provenance } from "../../domain/provenance.ts";
import type { Spine } from "../../spine/context.ts";
import type { Desk } from "./desk.ts";
import type { Piece, SealedOutlet } from "./outlets/outlet.ts";
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
  project: string;
  brief: B;
}

/** What is read before a text is written, besides what was said in the request: facts, a mail that is answered. */
export interface Material {
  text: string;
  /** What the text is of whoever wrote the weakest part of it. */
  provenance: Provenance;
}

/**
 * One kind of text that the desk writes: all that is known of it, in a folder of its own. `B` is its brief's form, `D` what
 * the model answers. For an example see docs/examples/editorial-kind.ts.
 */
export interface EditorialKind<B extends z.ZodObject, D> {
  /** The kind of its tasks and its name among the intents, with underscores. */
  kind: string;
  /** The desk whose queue carries it where rules know it before anybody has thought about it. */
  desk: Desk;
  /** What the classifier knows it by: "an article or post on a blog". */
  meaning: string;
  /** How people ask for it, a few for the classifier: "write a post about our new cache". */
  cues: readonly string[];
  /** What stands behind the verb of a plain order for it, in lower case: "write a *blog post* about …". See order.ts. */
  orderedAs: RegExp;
  words: KindWords;
  /** What the classifier takes from the request for it; each field describes itself. What isn't said is null or empty. */
  brief: B;
  /** Whether whoever asks for one that has been written already is asked what they want; absent: no, the like is written often. */
  asksIfWritten?: true;
  /** A brief that is enough to start. */
  example: z.output<B>;
  /** What its material may say, for that brief; absent: it reads none. */
  exampleSource?: string;
  /** What a task is called before there is a draft. */
  titleOf(brief: z.output<B>): string | null;
  rubric: readonly RubricField<z.output<B>>[];
  /** The unchanging part of the prompt; the changing one is the same for all, see `draftPrompt`. */
  system: string;
  /** What the model is asked for. Lengths are the business of `problems`, which can say more than a schema. */
  schema: z.ZodType<D>;
  maxTokens: number;
  /** What is read before it is written; absent: the request says it all. @throws SignalboxError when it isn't there. */
  material?(spine: Spine, commission: Commission<z.output<B>>): Promise<Material>;
  /**
   * Everything that keeps a draft from being proposed, in words that the model can act on. `source` is the text of what was
   * read besides; null: nothing.
   */
  problems(draft: D, brief: z.output<B>, source: string | null): string[];
  /** Where its texts can go. */
  outlets: readonly SealedOutlet[];
  /** What is approved of a draft that has no problems: one action for each outlet that it goes to, in the order in which people see them. */
  pieces(spine: Spine, draft: D, commission: Commission<z.output<B>>): Promise<Piece[]>;
  /** A version as the model gets it back together with the editor's feedback. */
  textOf(draft: D): string;
  /** A version in short, for the ledger; `data` is what else is kept of it there. `steps`: the outlets of its pieces. */
  outline(draft: D, steps: readonly string[]): { title: string; size: string; data: Record<string, unknown> };
}

/** A kind with its types sealed in, so that a registry can hold kinds of different texts. */
export interface SealedEditorialKind extends Pick<
  EditorialKind<z.ZodObject, unknown>,
  "kind" | "desk" | "meaning" | "cues" | "orderedAs" | "words" | "outlets"
> {
  shape: z.ZodObject["shape"];
  titleOf(brief: object): string | null;
  missing(brief: object, asked: Asked): Pick<RubricField<unknown>, "name" | "ask">[];
  /** Hands the kind, types and all, to what works with any of them. */
  with<T>(use: <B extends z.ZodObject, D>(kind: EditorialKind<B, D>) => T): T;
}

export function sealEditorialKind<B extends z.ZodObject, D>(kind: EditorialKind<B, D>): SealedEditorialKind {
  return {
    kind: kind.kind,
    desk: kind.desk,
    meaning: kind.meaning,
    cues: kind.cues,
    orderedAs: kind.orderedAs,
    words: kind.words,
    outlets: kind.outlets,
    shape: kind.brief.shape,
    titleOf: (brief) => kind.titleOf(kind.brief.parse(brief)),
    missing: (brief, asked) => missingFields(kind.rubric, kind.brief.parse(brief), asked),
    with: (use) => use(kind),
  };
}
