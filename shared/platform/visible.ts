/** What can't be seen and changes how the rest reads: controls, marks of direction, tags, halves of characters. */
const unseen = /[^\P{Cc}\n\t]|[^\P{Cf}\u200c\u200d]|\p{Cs}/gu;

/** A text of many lines as a reader sees it: nothing in it turns other words around or hides some. */
export function visible(text: string): string {
  return text.replaceAll(/\r\n?|[\u2028\u2029\v\f\u0085]/g, "\n").replaceAll(unseen, "");
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll(/[ \t]*\n\s*/g, " ");
}
