import { z } from "zod";

/** Words that stand on one line: a subject or a summary. A line break in a subject could smuggle in a mail header. */
export function oneLine(max: number) {
  return words(max).regex(/^[^\r\n]*$/, "must not contain line breaks");
}

/** Text with something to read in it. */
export function words(max: number) {
  return z.string().min(1).max(max).regex(/\S/, "must not be blank");
}
