import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { sinceQuery } from "../wire.ts";
import { type Desk, doorsOf, pageOf, queryOf } from "./doors.ts";
import { inlineViews, reviewView } from "../review-views.ts";

const pull = "/api/repos/:owner/:repo/pulls/:number{[0-9]+}";

/** Reviews, and what they say line by line. docs.github.com/rest/pulls/{reviews,comments} */
export function reviewsApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { state, views } = desk;
  const { onPull } = doorsOf(desk);

  routes.get(
    `${pull}/reviews`,
    onPull("read", (c, issue) =>
      c.json(pageOf(c, views, state.reviewsOn(issue)).map((review) => reviewView(views, review))),
    ),
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
