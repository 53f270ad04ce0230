import type { Citation } from "../../../domain/delivery/citation.ts";
import { quoteFinder, type Span } from "../../../domain/find-quote.ts";
import type { OpenQuestion, Requirement } from "../../../domain/delivery/requirement.ts";
import { cut } from "../../../platform/cut.ts";
import type { Extracted } from "./extract.ts";
import type { Piece } from "./source-document.ts";

/** A requirement that is in the documents, before it has its id. */
export type FoundRequirement = Pick<Requirement, "statement" | "priority" | "citations">;
export type FoundQuestion = Omit<OpenQuestion, "id">;

/** What is left of a model's reading when its quotes were looked for. */
export interface Found {
  requirements: FoundRequirement[];
  questions: FoundQuestion[];
  /** Quotes that are in no document: "D2: …". */
  refused: string[];
}

const longestSentence = 1000;
const mostCitations = 10;

/** Looks for every quote in the very part it is said to be from. What has no source is a question, whatever the model calls it. */
export function groundExtracted(said: Extracted, pieces: readonly Piece[]): Found {
  const refused: string[] = [];
  const places = pieces.map((piece) => ({ piece, find: quoteFinder(piece.text) }));
  const citationsOf = (quotes: Extracted["questions"][number]["quotes"]): Citation[] =>
    quotes
      .flatMap(({ document, quote }) => {
        for (const { piece, find } of places) {
          if (piece.document.id !== document) continue;
          const span = find(quote);
          if (span !== null) return citation(piece, span);
        }
        refused.push(`${document}: ${cut(quote, 200)}`);
        return [];
      })
      .slice(0, mostCitations);
  const requirements: FoundRequirement[] = [];
  const questions: FoundQuestion[] = [];
  for (const { statement, priority, quotes } of said.requirements) {
    const words = cut(statement.trim(), longestSentence);
    if (words === "") continue;
    const citations = citationsOf(quotes);
    if (citations.length > 0) requirements.push({ statement: words, priority, citations });
    else
      questions.push({
        kind: "no_source",
        question: `Is this wanted? ${cut(words, longestSentence - 20)}`,
        citations,
      });
  }
  for (const { question, quotes } of said.questions) {
    const words = cut(question.trim(), longestSentence);
    if (words !== "") questions.push({ kind: "open", question: words, citations: citationsOf(quotes) });
  }
  return { requirements, questions, refused };
}

/** The words in the document's own text, whatever the model has read in their place. */
function citation({ document, from: begin }: Piece, found: Span): Citation[] {
  const { id, version, original } = document;
  const shown = { from: begin + found.from, to: begin + found.to };
  const { from, to } = original?.trueSpan(shown) ?? shown;
  const quote = (original ?? document).text.slice(from, to);
  return quote.length > longestSentence ? [] : [{ document: id, version, from, to, quote }];
}
