import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { rightOf } from "../accounts.ts";
import { Refusal } from "../refusal.ts";
import { reviewRequest, sinceQuery } from "../wire.ts";
import { bodyOf, type Desk, doorsOf, pageOf, queryOf } from "./doors.ts";
import { inlineViews, reviewView } from "../review-views.ts";

const pull = "/api/repos/:owner/:repo/pulls/:number{[0-9]+}";

/** Reviews, and what they say line by line. docs.github.com/rest/pulls/{reviews,comments,review-requests} */
export function reviewsApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { state, views } = desk;
  const { onPull } = doorsOf(desk);

  routes.get(
    `${pull}/reviews`,
    onPull("read", (c, issue) =>
      c.json(pageOf(c, views, state.reviewsOn(issue)).map((review) => reviewView(views, review))),
    ),
  );
  routes.post(
    `${pull}/requested_reviewers`,
    onPull("write", async (c, issue) => {
      const logins = bodyOf(c, reviewRequest).reviewers.map((login) => login.toLowerCase());
      if (logins.includes(issue.user))
        throw new Refusal(422, "Review cannot be requested from pull request author.");
      if (logins.some((login) => rightOf(login) === null))
        throw new Refusal(
          422,
          "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.",
        );
      issue.pull.reviewers = [...new Set([...issue.pull.reviewers, ...logins])];
      issue.updatedAt = state.moment();
      return c.json(await views.pullInFull(issue), 201);
    }),
  );
  routes.get(
    `${pull}/comments`,
    onPull("read", (c, issue) => {
      const { since } = queryOf(c, sinceQuery);
      const found = state.reviewsOn(issue).filter(({ submittedAt }) => submittedAt >= since);
      return c.json(
        pageOf(
          c,
          views,
          found.flatMap((review) => inlineViews(views, review)),
        ),
      );
    }),
  );
}
