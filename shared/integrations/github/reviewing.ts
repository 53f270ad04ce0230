import type { CallOutcome } from "../call.ts";
import { mapAnswer } from "../call.ts";
import { news } from "./news.ts";
import type { Review, ReviewRemark } from "./reviews.ts";
import type { Session } from "./session.ts";

/** What people think of pull requests. */
export function reviewing(session: Session) {
  const { reviews, inlineSince } = news(session);

  /** All reviews, oldest first. */
  const reviewsOf = async (name: string, number: number): Promise<CallOutcome<Review[]>> =>
    mapAnswer(await reviews(name, number), (all) =>
      all.map((one) => ({
        id: one.id,
        author: one.user?.login ?? null,
        state: (one.state ?? "commented").toLowerCase(),
        body: one.body ?? "",
        commit: one.commit_id ?? null,
        at: one.submitted_at ?? null,
      })),
    );

  return {
    reviewsOf,

    /**
     * What one review says line by line, oldest first.
     * @param since what has changed since this moment is looked through, ISO 8601 to the second.
     */
    remarksOf: async (
      name: string,
      number: number,
      { review, since }: { review: number; since: string },
    ): Promise<CallOutcome<ReviewRemark[]>> =>
      mapAnswer(await inlineSince(name, number, since), (all) =>
        all
          .filter((one) => one.pull_request_review_id === review)
          .map((one) => ({
            id: one.id,
            path: one.path ?? null,
            line: one.line ?? one.original_line ?? null,
            body: one.body ?? "",
            at: one.created_at ?? null,
            changedAt: one.updated_at ?? null,
          })),
      ),
  };
}
