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

/** What a review says about a line. */
export interface ReviewRemark {
  /** Number of the comment. */
  id: number;
  /** Null where GitHub doesn't say. */
  path: string | null;
  line: number | null;
  body: string;
  /** When it was written and when it was changed last, ISO 8601; null where GitHub doesn't say. */
  at: string | null;
  changedAt: string | null;
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
