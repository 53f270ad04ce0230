import type { CallOutcome } from "../call.ts";
import { mapAnswer } from "../call.ts";
import { news } from "./news.ts";
import { lastWords, type Review, type ReviewNotes, type ReviewRemark } from "./reviews.ts";
import type { Session } from "./session.ts";

const sinceEver = "1970-01-01T00:00:00Z";

/** What people think of pull requests. */
export function reviewing(session: Session) {
  const { reviews, inlineSince, wholePull } = news(session);

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

    /** All that a revision has to answer: who wants changes, and what was said where. */
    reviewNotes: async (name: string, number: number): Promise<CallOutcome<ReviewNotes>> => {
      const pull = await wholePull(name, number);
      if (pull.kind !== "answered") return pull;
      const said = await reviewsOf(name, number);
      if (said.kind !== "answered") return said;
      const inline = await inlineSince(name, number, sinceEver);
      if (inline.kind !== "answered") return inline;
      const onLines = inline.value
        .filter(({ user }) => user?.type !== "Bot")
        .map((one): ReviewRemark => ({
          id: one.id,
          author: one.user?.login ?? null,
          path: one.path ?? null,
          line: one.line ?? one.original_line ?? null,
          body: one.body ?? "",
          // A line that a later commit has taken away is one of the commit that it was written about.
          commit: (typeof one.line === "number" ? one.commit_id : one.original_commit_id) ?? null,
          answers: one.in_reply_to_id ?? null,
          review: one.pull_request_review_id ?? null,
          at: one.created_at ?? null,
        }));
      return {
        kind: "answered",
        value: {
          head: pull.value.head.sha,
          wanting: [...lastWords(said.value).values()]
            .filter(({ state }) => state === "changes_requested")
            .flatMap(({ author }) => author ?? []),
          remarks: [...inBody(said.value), ...onLines].toSorted(byTime),
        },
      };
    },
  };
}

/** Reviews with words of their own. */
function inBody(reviews: readonly Review[]): ReviewRemark[] {
  return reviews
    .filter(({ body, author }) => body.trim() !== "" && !(author ?? "").endsWith("[bot]"))
    .map(({ id, author, body, commit, at }) => ({
      id,
      author,
      path: null,
      line: null,
      body,
      commit,
      answers: null,
      review: id,
      at,
    }));
}

function byTime(one: ReviewRemark, other: ReviewRemark): number {
  return (one.at ?? "").localeCompare(other.at ?? "");
}
