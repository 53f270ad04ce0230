import { elementsIn } from "../watch/read.ts";

const asking =
  /\b(?:must|shall|has to|have to|needs? to|should|could|would be nice|may not|must not|can't|cannot|want(?:s|ed)? (?:to|it|a)|can be)\b/i;
const leavingOpen =
  /\b(?:not decided|undecided|still open|to be decided|tbd|don't know yet|nobody has said|need to find out)\b/i;
const small = /\b(?:could|would be nice|nice to have)\b/i;
const should = /\b(?:should|want)/i;

/** What the stand-in reads in documents: sentences with certain words in them, as they stand there. */
export function readDocuments(prompt: string): { requirements: unknown[]; questions: unknown[] } {
  const sentences = elementsIn(prompt, "document").flatMap(({ attributes, text }) =>
    sentencesOf(text).map((sentence) => ({ document: attributes["id"] ?? "", sentence })),
  );
  const open = sentences.filter(({ sentence }) => leavingOpen.test(sentence));
  return {
    requirements: sentences
      .filter((one) => asking.test(one.sentence) && !open.includes(one) && !one.sentence.endsWith("?"))
      .map(({ document, sentence }) => ({
        statement: sentence,
        priority: small.test(sentence) ? "could" : should.test(sentence) ? "should" : "must",
        quotes: [{ document, quote: quoteOf(sentence) }],
      })),
    questions: open.map(({ document, sentence }) => ({
      question: `What is to be done about this: ${sentence}`,
      quotes: [{ document, quote: quoteOf(sentence) }],
    })),
  };
}

/** Sentences of a text, without what stands before them: who speaks, marks of lists and of quoting. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+(?=[\p{Lu}\d"“])/u)
    .map((line) => line.replace(/^(?:[>\-*•\d.)\s]|\[[^\]]*\]|\p{Lu}[\p{L}\d .]{0,30}:\s)+/u, "").trim())
    .filter((line) => line.length >= 12);
}

/** So much of a sentence as a quote may have, to the end of a word. */
export function quoteOf(sentence: string): string {
  return sentence.length <= 300 ? sentence : sentence.slice(0, 300).replace(/\S*$/, "");
}
