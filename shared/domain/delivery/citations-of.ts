import type { Citation } from "./citation.ts";
import type { Requirement, Requirements } from "./requirement.ts";

/** Words of a document, and what rests on them. */
export interface CitedWords extends Pick<Citation, "from" | "to"> {
  /** Of the requirement, or of the question. */
  id: string;
  kind: "requirement" | "question";
  /** What is wanted, or asked. */
  words: string;
  /** Null for a question. */
  standing: Requirement["standing"] | null;
}

/** The requirements and questions that rest on words of a document in a version, by their place in it. */
export function citationsOf(
  { requirements, questions }: Pick<Requirements, "requirements" | "questions">,
  { document, version }: Pick<Citation, "document" | "version">,
): CitedWords[] {
  const of = (citations: readonly Citation[], what: Omit<CitedWords, "from" | "to">): CitedWords[] =>
    citations
      .filter((one) => one.document === document && one.version === version)
      .map(({ from, to }) => ({ ...what, from, to }));
  return [
    ...requirements.flatMap(({ id, statement, standing, citations }) =>
      of(citations, { id, kind: "requirement", words: statement, standing }),
    ),
    ...questions.flatMap(({ id, question, citations }) =>
      of(citations, { id, kind: "question", words: question, standing: null }),
    ),
  ].toSorted((a, b) => a.from - b.from || a.to - b.to);
}
