/** Most characters of a reply. */
const longestReply = 20_000;

/** What people have written under each question, as one message: "Q1: …". Empty when they have written nothing. */
export function answersText(
  questions: readonly { id: string }[],
  answers: Readonly<Record<string, string>>,
): string {
  return questions
    .flatMap(({ id }) => {
      const words = answers[id]?.trim() ?? "";
      return words === "" ? [] : [`${id}: ${words}`];
    })
    .join("\n");
}

/** What keeps the answers from being sent; null: nothing. */
export function answersProblem(text: string): string | null {
  if (text === "") return "Answer one of them at least, or go on without";
  return text.length > longestReply
    ? `Together at most ${longestReply.toLocaleString()} characters, and these are ${text.length.toLocaleString()}`
    : null;
}
