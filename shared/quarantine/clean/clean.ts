import { dropBlobs } from "./blobs.ts";
import { dropUnseen, plainLetters, repairCharset, unmask } from "./characters.ts";
import { withoutHistory } from "./history.ts";
import { htmlText, isHtml } from "../../integrations/mail/html-text.ts";
import { defangLinks } from "./links.ts";
import { isAutoReply } from "./auto-reply.ts";
import { withoutSignature } from "./signature.ts";
import { suspiciousSigns } from "./suspicious.ts";

/** Words from outside after all that code can do about them, without a model. */
export interface Cleaned {
  /** Plain text. It has no angle brackets, so it can't close the element that it is shown in. */
  text: string;
  /** What was taken out or changed, in words. */
  notes: string[];
  /** Where links in it lead, whole. */
  links: string[];
  autoReply: boolean;
  /** Signs of an attempt to instruct a model. They flag and decide nothing. */
  suspicious: string[];
}

/** What is read of a text at most, and what goes on of it. */
const longestInput = 100_000;
const longestText = 6000;

/**
 * Makes a stranger's words fit to be read.
 * @param words as they came: plain text or HTML.
 * @param title the mail's subject or the ticket's title, which tells forwards and automatic replies.
 */
export function clean(words: string, title = ""): Cleaned {
  const notes: string[] = [];
  const note = (count: number, what: string): void => {
    if (count > 0) notes.push(what);
  };
  const input = words.slice(0, longestInput);
  note(words.length - input.length, `only the first ${longestInput} of ${words.length} characters were read`);

  const seen = isHtml(input) ? htmlText(input) : { text: input, hidden: "" };
  note(seen.hidden.length, "hidden text was removed");
  const repaired = repairCharset(seen.text);
  note(repaired.count, "a wrong character set was repaired");
  const visible = dropUnseen(repaired.text);
  const spaced = visible.text.replaceAll(/[ \t]{2,}/g, " ").replaceAll(/\n(?:[ \t]*\n){2,}/g, "\n\n");
  note(visible.count, `${visible.count} invisible characters were removed`);
  const unmasked = unmask(plainLetters(spaced));
  note(unmasked.count, "letters that only look Latin were replaced");
  const bare = dropBlobs(unmasked.text);
  note(bare.count, "encoded data was removed");

  const parted = withoutHistory(bare.text, title);
  note(parted.quoted.trim().length, "the quoted history was removed");
  const signed = withoutSignature(parted.text);
  note(signed.cut ? 1 : 0, "the signature was removed");
  const { text, links } = defangLinks(signed.text);
  note(links.length, "links were made unusable");

  const lined = bracketless(text)
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  const left = lined.length - longestText;
  note(Math.max(left, 0), `${left} characters at the end were cut`);
  const hiddenWords = plainLetters([seen.hidden, visible.smuggled, bare.said].join("\n"));
  return {
    text: left > 0 ? `${lined.slice(0, longestText)}\n[${left} characters cut]` : lined,
    notes,
    links,
    autoReply: isAutoReply(title, lined),
    suspicious: [
      // What is only quoted was somebody's words as well.
      ...suspiciousSigns(bare.text),
      ...suspiciousSigns(hiddenWords).map((sign) => `hidden text ${sign}`),
    ],
  };
}

/** A name or a title: one line, of at most so many characters. */
export function cleanLine(words: string, most: number): Pick<Cleaned, "text" | "suspicious"> {
  const line = plainLetters(dropUnseen(isHtml(words) ? htmlText(words).text : words).text);
  const { text } = defangLinks(dropBlobs(unmask(line).text).text);
  const plain = bracketless(text).replaceAll(/\s+/g, " ").trim();
  return {
    text: plain.length > most ? `${plain.slice(0, most - 1)}…` : plain,
    suspicious: suspiciousSigns(`${line}\n${words}`),
  };
}

function bracketless(words: string): string {
  return words.replaceAll("<", "‹").replaceAll(">", "›");
}
