/** A comment's times. */
export interface Written {
  /** By GitHub's clock, in whole seconds; null: it doesn't say. */
  writtenAt: number | null;
  /** Whether it has other words by now than it was written with. */
  edited: boolean;
}

/**
 * GitHub's clock and ours may differ by so much. It is always against the comment: who writes in the very moment in which
 * a question is put has not read it, and is asked to say it again.
 */
export const clockSkewMs = 500;

/**
 * Why a comment can't be about a question, in words for whoever wrote it; null when it was written after the question was
 * shown. When it came in says nothing of that: a delivery may be late, or a repeat.
 */
export function whyTooEarly(
  { writtenAt, edited }: Written,
  { shownAt, receivedAt }: { shownAt: number; receivedAt: number },
): string | null {
  if (writtenAt === null) return "GitHub does not say when it was written";
  if (edited) return "it has been edited since it was written, so write a new one";
  if (writtenAt > receivedAt + clockSkewMs)
    return "its time lies ahead of our clock, so nobody can tell what it is about";
  if (writtenAt < shownAt + clockSkewMs)
    return "it was written before this version of the plan was shown, or in the same second";
  return null;
}
