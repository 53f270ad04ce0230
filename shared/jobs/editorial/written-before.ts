import { comparable } from "../../domain/likeness.ts";

/** Words by which somebody says that there is such a text already, and that they know. */
const knowing =
  /\b(?:anew|afresh|once (?:again|more)|write (?:it|this|that) again|re-?write|follow[- ]?up|sequel|(?:second|next) part|part (?:two|2|ii)|new (?:version|edition)|noch ?einmal|nochmals?|erneut|neu (?:schreiben|verfassen|aufsetzen)|neufassung|fortsetzung|folge(?:artikel|beitrag)|teil (?:zwei|2))\b/i;

/** What stands in quotation marks of whatever language. */
const quotations = /["“„«‚‘']([^"“”„«»‚‘’]{3,200})["”“»’‘']/g;

/**
 * Whether a request itself says that it knows of the older text: by such a word, by its address or by its title in quotation marks. Without
 * those its title is what the text is to be about.
 */
export function knowsOfIt(said: string, { title, url }: { title: string; url: string | null }): boolean {
  const named = comparable(title).join(" ");
  return (
    knowing.test(said) ||
    (url !== null && said.includes(url)) ||
    [...said.matchAll(quotations)].some(([, quoted = ""]) => comparable(quoted).join(" ") === named)
  );
}

/** What somebody wants who was told that it has been written: to leave it, a text that follows up and cites the older one, or a new one. */
export type Wanted = "leave" | "follow-up" | "anew";

/** Reads the answer. What is neither a clear no nor a follow-up is a text as they want it: their words go to who writes it. */
export function wantedBy(answer: string): Wanted {
  const text = answer.toLowerCase();
  if (/follow|sequel|cite|quote|link to|fortsetz|folge|zitier|verweis|teil 2/.test(text)) return "follow-up";
  const words = comparable(answer);
  const isShort = words.length <= 12;
  const refuses =
    /\b(?:leave|skip|cancel|drop|forget|never ?mind|stop|don't|do not|not needed|no need|lass|lasst|nicht nötig|abbrechen|verzichte)\b/.test(
      text,
    ) ||
    words[0] === "no" ||
    words[0] === "nein";
  return isShort && refuses && !/anew|neu/.test(text) ? "leave" : "anew";
}
