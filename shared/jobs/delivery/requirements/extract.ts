import { z } from "zod";
import { type OpenQuestion, priorities } from "../../../domain/delivery/requirement.ts";
import { element, group, material, problemsPart } from "../../../llm/prompt-parts.ts";
import type { Piece } from "./source-document.ts";

const quoted = z.object({ document: z.string(), quote: z.string() });

/** What a model has read out of parts of documents. */
export const extractedSchema = z.object({
  requirements: z.array(
    z.object({ statement: z.string(), priority: z.enum(priorities), quotes: z.array(quoted) }),
  ),
  questions: z.array(z.object({ question: z.string(), quotes: z.array(quoted) })),
});
export type Extracted = z.infer<typeof extractedSchema>;

export const extractSystem = `You read the documents of a customer for a software team: briefs, transcripts of calls, mails, chats. You write down what is
asked for and what is left open. ${material}

requirements: what the software, or the work on it, has to do or be. One thing each, in one plain sentence of yours.
- priority: must where the words leave no choice or nothing works without it; should where it is wanted; could where it would be nice.
- quotes: the very words that ask for it, copied letter by letter from the document, one sentence or clause each, at most 300
  characters; document is the document's id. Every requirement has one at least. A requirement that you can't quote isn't one.
- What people merely tell, greet, joke or plan for themselves is none.
asked: our questions to the customer, where the documents are answers to them: they say what an answer means, and are no source themselves.
questions: what has to be known before it can be built and no document says, or what somebody says isn't decided yet; with the words
that leave it open.`;

export const extractTokens = 24_000;

/** The changing part of the prompt. @param asked the questions that the documents answer; empty for those that answer none. */
export function extractPrompt(
  pieces: readonly Piece[],
  asked: readonly OpenQuestion[],
  problems: readonly string[],
): string {
  return [
    ...(asked.length === 0
      ? []
      : [
          group(
            "asked",
            asked.map(({ id, question }) => element("question", { id }, question)),
          ),
        ]),
    group(
      "documents",
      pieces.map(({ document: { id, name }, text, part }) =>
        element("document", { id, name, part }, text, "block"),
      ),
    ),
    ...problemsPart(problems),
  ].join("\n");
}
