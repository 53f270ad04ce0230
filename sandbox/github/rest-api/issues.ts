import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { bot } from "../accounts.ts";
import { commentRequest, labelsRequest, sinceQuery } from "../wire.ts";
import { bodyOf, type Desk, doorsOf, pageOf, queryOf } from "./doors.ts";

const issue = "/api/repos/:owner/:repo/issues/:number{[0-9]+}";

/** Issues, and what pull requests have in common with them: comments and labels. docs.github.com/rest/issues */
export function issuesApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { state, views, hub } = desk;
  const { onIssue } = doorsOf(desk);

  routes.get(
    issue,
    onIssue("read", (c, one) =>
      c.json({ ...views.issue(one), closed_by: one.closedBy === null ? null : views.user(one.closedBy) }),
    ),
  );
  routes.get(
    `${issue}/comments`,
    onIssue("read", (c, one) => {
      const { since } = queryOf(c, sinceQuery);
      const found = state.commentsOn(one).filter(({ createdAt }) => createdAt >= since);
      return c.json(pageOf(c, views, found).map((comment) => views.comment(comment)));
    }),
  );
  routes.post(
    `${issue}/comments`,
    onIssue("write", (c, one) =>
      c.json(views.comment(hub.comment(one, bodyOf(c, commentRequest).body, bot.login)), 201),
    ),
  );
  routes.post(
    `${issue}/labels`,
    onIssue("write", async (c, one) => {
      await hub.label(one, bodyOf(c, labelsRequest).labels, bot.login);
      return c.json(one.labels.map((name) => views.label(name)));
    }),
  );
}
