import { praise } from "./comment-order.ts";
import { isPlain, withBlanks } from "./own-words.ts";
import { isPutOff } from "./reservation.ts";

const order =
  /@(?:agent|signalbox)(?![\w-])[ \t]*[,:]?[ \t]*(?:(?:please|pls|plz|kindly|bitte)[ \t,]+)?(?:run|fix)(?![\w?-])[ \t]*([:,.!]?)/gi;
/**
 * What an order to fix an issue says besides, "" where that is nothing; null where a comment holds none. An order begins a line or a
 * sentence, behind nothing but friendly words. In a quotation, a block of code or a question it is none, nor with a condition.
 */
export function fixOrder(comment: string): string | null {
  const text = comment.replaceAll("\r\n", "\n");
  const said = withBlanks(text);
  for (const found of said.matchAll(order)) {
    const [whole, mark = ""] = found;
    const before = said.slice(0, found.index);
    const sentence = before.slice(before.search(/[^\n.!;:?]*$/));
    const begins = sentence.trim() === "" ? isPlain(before) : praise.test(sentence.trim());
    const behind = said.slice(found.index + whole.length);
    const isQuestion = mark === "" && /^[^\n.!?]*\?/.test(behind);
    if (!begins || isQuestion || (mark !== ":" && isPutOff(behind))) continue;
    const rest = `${text.slice(0, found.index)}${text.slice(found.index + whole.length)}`;
    return rest.replaceAll(/^ {0,3}>.*$/gm, "").trim();
  }
  return null;
}
