import type { z } from "zod";
import type { Spine } from "../../../spine/context.ts";
import type { Piece, SealedOutlet } from "../outlets/outlet.ts";

/** What a part's piece is made with, besides its text. */
export interface PartGround {
  spine: Spine;
  taskId: string;
  project: string;
  /** What a short post points at; null: nothing. */
  link: string | null;
  /** When it goes out; null: as soon as it is approved. */
  publishAt: string | null;
  /** The addresses that a mail goes to. */
  recipients: readonly string[];
  /** The series that a post on the blog belongs to; absent: none. */
  series?: string;
}

/** One text among several that a draft may have: its form, its own limits, and where it goes. */
export interface Part<D> {
  /** Its field in the draft, and what a brief calls it. */
  name: string;
  /** What it is and how long, for the model: "the post on Bluesky, of at most 300 characters". */
  is: string;
  schema: z.ZodType<D>;
  /** What is wrong with it, in words that the model can act on. `known`: all that its writer was given. */
  problems(draft: D, known: readonly (string | null)[]): string[];
  /** The outlets that it may go by. */
  outlets: readonly SealedOutlet[];
  piece(draft: D, ground: PartGround): Promise<Piece>;
  /** Its words. */
  text(draft: D): string;
}

/** A part with its type sealed in. */
export interface SealedPart extends Pick<Part<unknown>, "name" | "is" | "outlets" | "schema"> {
  problems(draft: unknown, known: readonly (string | null)[]): string[];
  piece(draft: unknown, ground: PartGround): Promise<Piece>;
  text(draft: unknown): string;
}

export function sealPart<D>(part: Part<D>): SealedPart {
  const { name, is, outlets, schema } = part;
  return {
    name,
    is,
    outlets,
    schema,
    problems: (draft, known) => part.problems(schema.parse(draft), known),
    piece: async (draft, ground) => part.piece(schema.parse(draft), ground),
    text: (draft) => part.text(schema.parse(draft)),
  };
}
