/** A comment's times. */
export interface Written {
  /** By GitHub's clock, in whole seconds; null: it doesn't say. */
  writtenAt: number | null;
  /** Whether it has other words by now than it was written with. */
  edited: boolean;
}

/** A question as a comment meets it. */
export interface Shown {
  shownAt: number;
  /** When the comment came in. */
  receivedAt: number;
  /** Whether nothing else can be meant by it: it says no, or its task has never asked anything else. */
  unmistakable: boolean;
  /** What was shown; absent: a plan. */
  what?: string;
}

/** GitHub cuts its times to the second. */
const secondMs = 1000;

/** GitHub's clock and ours may differ by so much. It is always held against the comment. */
export const clockSkewMs = 500;

/**
 * Why a comment can't be about a question, in words for whoever wrote it; null when it was written after the question was
 * shown. When it came in says nothing of that: a delivery may be late, or a repeat. A yes that was written in the very
 * second in which a question took another's place has not read it, and must be said again.
 */
export function whyTooEarly(
  { writtenAt, edited }: Written,
  { shownAt, receivedAt, unmistakable, what = "this version of the plan" }: Shown,
): string | null {
  if (writtenAt === null) return "GitHub does not say when it was written";
  if (edited) return "it has been edited since it was written, so write a new one";
  if (writtenAt > receivedAt + clockSkewMs)
    return "its time lies ahead of our clock, so nobody can tell what it is about";
  const isLater = unmistakable ? writtenAt + secondMs > shownAt : writtenAt >= shownAt + clockSkewMs;
  return isLater ? null : `it was written before ${what} was shown, or in the same second`;
}
