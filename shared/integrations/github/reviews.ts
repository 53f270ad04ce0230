/** A review of a pull request, as far as it counts. */
export interface Review {
  id: number;
  /** Login; null for an account that is gone. */
  author: string | null;
  /** "approved", "changes_requested", "commented", "dismissed" or "pending". */
  state: string;
  body: string;
  /** The head that it was written about; null where GitHub doesn't say. */
  commit: string | null;
  /** ISO 8601; null for one that isn't submitted. */
  at: string | null;
}

/** What somebody has said on a pull request, as a whole or about a line. */
export interface ReviewRemark {
  /** Number of the comment or of the review. */
  id: number;
  author: string | null;
  /** Null: about the whole. */
  path: string | null;
  line: number | null;
  body: string;
  /** The commit in which the line is counted, or which the words are about. */
  commit: string | null;
  /** Number of the remark that it answers; null: it begins. */
  answers: number | null;
  /** Number of the review that it belongs to; null: of none. */
  review: number | null;
  at: string | null;
}

/** What a pull request's reviewers want, for whoever revises it. */
export interface ReviewNotes {
  /** The commit at the head now. */
  head: string;
  /** Logins of those whose last word is that it must change. */
  wanting: string[];
  /** What people say, oldest first: reviews with words of their own, and all remarks on lines. Bots' aren't there. */
  remarks: ReviewRemark[];
}

/** What decides: comments leave somebody's word as it was. */
const deciding: ReadonlySet<string> = new Set(["approved", "changes_requested", "dismissed"]);

/**
 * The last word of each reviewer, by their logins in lower case: that it may be merged, or that it must change. One that was
 * dismissed is none.
 * @param reviews oldest first, as GitHub lists them.
 */
export function lastWords(reviews: readonly Review[]): Map<string, Review> {
  const last = new Map<string, Review>();
  for (const review of reviews)
    if (review.author !== null && deciding.has(review.state)) last.set(review.author.toLowerCase(), review);
  return new Map([...last].filter(([, { state }]) => state !== "dismissed"));
}
