import { z } from "zod";
import {
  type OpenQuestion,
  priorities,
  type Requirement,
  type Story,
} from "../../../domain/delivery/requirement.ts";
import { element, group, material, problemsPart } from "../../../llm/prompt-parts.ts";
import { stackFactsSchema } from "../../../domain/delivery/stack-facts.ts";

/** What a model makes of all requirements together: by their ids only. */
export const consolidatedSchema = z.object({
  /** Requirements that mean the same: the first stays. */
  same: z.array(z.object({ keep: z.string(), drop: z.array(z.string()) })),
  standings: z.array(
    z.object({
      requirement: z.string(),
      standing: z.enum(["edit", "already_true"]),
      /** Path of the file that it changes, or that makes it true. */
      file: z.string(),
      why: z.string(),
    }),
  ),
  conflicts: z.array(z.object({ requirements: z.array(z.string()), question: z.string() })),
  /** Requirements that don't hold any more, each with the one that holds instead. */
  overruled: z.array(z.object({ requirement: z.string(), by: z.string() })),
  /** Ids of the questions that no document answers. */
  stillOpen: z.array(z.string()),
  stories: z.array(
    z.object({
      /** The id of a story that is known; null for another. */
      id: z.string().nullable(),
      /** A short name, for `dependsOn`. */
      key: z.string(),
      title: z.string(),
      narrative: z.string(),
      priority: z.enum(priorities),
      requirements: z.array(z.string()),
      criteria: z.array(z.string()),
      dependsOn: z.array(z.string()),
    }),
  ),
  facts: stackFactsSchema,
});
export type Consolidated = z.infer<typeof consolidatedSchema>;

export const consolidateSystem = `You turn requirements that were read out of a customer's documents into stories for a software team. You get the requirements, each
with the words that it rests on, the questions that were found, the stories that are known already, and what exists. ${material}

- same: requirements that ask for one and the same thing; keep names the one that stays.
- standings: only those that change something which exists (edit) or are true already (already_true), with why in a sentence and the path
  of the file that shows it, as exists lists it. Where nothing exists there are none. What exists is no wish: nobody asks for anything there.
- conflicts: requirements that can't both hold, with the question that people have to answer. Ask as the customer would understand it.
- overruled: where an answer of the customer's, or a later version of a document, decides between two: which doesn't hold any more, and by which.
  Nothing else is overruled: not what is older, nor what seems less sensible.
- stillOpen: the ids of the questions that the documents and answers leave open and without whose answer something can't be built.
- stories: what is built, tested and shown in one piece, as small as it makes sense to a user; a must before a should. Every requirement that
  stands and is not in conflict is on one story. A story that is known keeps its id, also when its words change. One that stays="yes" is
  built, or was written by the team: leave it out, with its requirements, and put what is new on others. key is a short name of
  yours; dependsOn has the keys of the stories that have to be there before, or the ids of those that stay.
- criteria: what somebody can see or try when it is done, one thing each, with the numbers and words of the documents: each becomes a test.
- remembered, where it is given: what the team decided or was told about the like before. It helps to word stories; nothing is a requirement
  because of it, and no question is answered by it.
- facts: what kind of software it is, from the documents alone.`;

export const consolidateTokens = 24_000;

/** All that is to be put together. */
export interface Consolidating {
  requirements: readonly Requirement[];
  questions: readonly OpenQuestion[];
  stories: readonly Story[];
  /** Ids of the stories that stay as they are. */
  fixed: readonly string[];
  /** Names of the documents, by id: which is which, and what is an answer. */
  documents: readonly { id: string; name: string }[];
  /** What exists: null for a new repository. */
  exists: string | null;
  /** What is remembered of the like; null: nothing. */
  remembered: string | null;
  /** Others' words as a model may read them. */
  asShown: (words: string) => string;
}

/** The changing part of the prompt. */
export function consolidatePrompt(
  { requirements, questions, stories, fixed, documents, exists, remembered, asShown }: Consolidating,
  problems: readonly string[],
): string {
  const nameOf = (id: string): string => asShown(documents.find((one) => one.id === id)?.name ?? id);
  const quotes = (citations: Requirement["citations"]): string =>
    citations
      // On one line, so that no quote looks like one of another document.
      .map(({ document, quote }) => `${nameOf(document)}: "${asShown(quote).replaceAll(/\s+/g, " ")}"`)
      .join("\n");
  return [
    group(
      "requirements",
      requirements
        .filter(({ standing }) => standing !== "gone")
        .map(({ id, statement, priority, citations }) =>
          element("requirement", { id, priority }, `${statement}\n${quotes(citations)}`, "block"),
        ),
    ),
    group(
      "questions",
      questions.map(({ id, question, citations }) =>
        element("question", { id }, `${question}\n${quotes(citations)}`, "block"),
      ),
    ),
    group(
      "stories",
      stories.map(({ id, title, narrative, requirements: all }) =>
        element(
          "story",
          { id, requirements: all.join(" "), stays: fixed.includes(id) ? "yes" : null },
          `${title}: ${narrative}`,
        ),
      ),
    ),
    ...(exists === null ? [] : [element("exists", {}, asShown(exists), "block")]),
    ...(remembered === null ? [] : [element("remembered", {}, asShown(remembered), "block")]),
    ...problemsPart(problems),
  ].join("\n");
}
