import { strangeAddresses } from "./own-addresses.ts";

/** What an answer to somebody may have at most. */
const longest = 5000;

/** What keeps a text from being an answer to somebody, in words that the model can act on. `known`: all that its writer was given. */
export function replyProblems(text: string, known: readonly (string | null)[], most = longest): string[] {
  const strange = strangeAddresses(text, known);
  return [
    ...(text.trim() === "" ? ["text: must not be empty"] : []),
    ...(text.length > most ? [`text: has ${text.length} characters, must have at most ${most}`] : []),
    ...(strange.length > 0 ? [`text: has an address that nobody gave you: ${strange.join(", ")}`] : []),
    ...(/\[(?:your name|name|link|date|company|insert)\b[^\]]*\]/i.test(text)
      ? ["text: has a gap to be filled in: write around what you don't know"]
      : []),
  ];
}
