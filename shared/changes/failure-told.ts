/** A change, or the plan of one, that came to nothing. */
export interface FailureTold {
  /** "Signalbox could not plan a fix", without an end. */
  what: string;
  /** Why, in ten lines at most: words of programs. */
  cause: string;
  /** Where all of the output is that shows it; null: nowhere. */
  output: string | null;
}

/** The same as plain text. */
export function failureText({ what, cause, output }: FailureTold): string {
  return `${what}: ${cause}${output === null ? "" : `\nAll of it: ${output}`}`;
}
