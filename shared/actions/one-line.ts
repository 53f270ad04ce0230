import { z } from "zod";

/**
 * Words that stand on one line: a subject or a summary. A line break in a subject could smuggle in a mail header, and what is
 * not seen, or turns the reading order round, could say something else than what was approved.
 */
export function oneLine(max: number) {
  return words(max).regex(
    /^[^\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u,
    "must not contain line breaks, controls or signs that turn the reading order round",
  );
}

/** Text with something to read in it. */
export function words(max: number) {
  return z.string().min(1).max(max).regex(/\S/, "must not be blank");
}
