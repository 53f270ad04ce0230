import type { Context, Hono } from "hono";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { originOf } from "./people-routes.ts";
import { issueTypes, projects } from "./seed.ts";
import type { Issue, JiraState } from "./state.ts";
import type { Tell } from "./telling.ts";
import { commentView, issueView } from "./views.ts";
import type { JiraEvent } from "./webhooks.ts";
import * as wire from "./wire.ts";
import { statusView, transitionsFrom } from "./workflow.ts";

type C = Context<TwinEnv>;

/** Jira Cloud's REST API v3, as far as Signalbox calls it. Contract: developer.atlassian.com/cloud/jira/platform/rest/v3. */
export function restApi(routes: Hono<TwinEnv>, state: JiraState, tell: Tell): void {
  /** Jira tells of a change after it has answered. */
  const tellLater = (c: C, happened: JiraEvent, issue: Issue): void =>
    void tell(happened, issue, originOf(c));

  /** Answers for an issue that must be there. */
  const withIssue = (answer: (c: C, issue: Issue) => Response) => (c: C) => {
    const issue = state.find(c.req.param("key") ?? "");
    if (issue) return answer(c, issue);
    return c.json(wire.jiraError(["Issue does not exist or you do not have permission to see it."]), 404);
  };

  routes.use("/rest/*", async (c, next) => {
    const credentials = /^Basic (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    if (credentials !== undefined && /^[^:]+:.+$/.test(Buffer.from(credentials, "base64").toString()))
      return next();
    return c.json(wire.jiraError(["You are not authenticated."]), 401);
  });

  routes.post("/rest/api/3/issue", (c) => {
    const parsed = wire.createRequest.safeParse(parseJson(c.get("rawBody")));
    if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
    const { project, issuetype, summary, description, labels } = parsed.data.fields;
    if (!projects.some((one) => one.key === project.key))
      return c.json(wire.jiraError([], { project: "a valid project is required" }), 400);
    if (!issueTypes.some((type) => type === issuetype.name))
      return c.json(wire.jiraError([], { issuetype: "a valid issue type is required" }), 400);
    const issue = state.create({
      project: project.key,
      type: issuetype.name,
      summary,
      description: description ?? null,
      labels,
    });
    tellLater(c, { event: "jira:issue_created" }, issue);
    return c.json({ id: issue.id, key: issue.key }, 201);
  });

  routes.get(
    "/rest/api/3/issue/:key",
    withIssue((c, issue) => c.json(issueView(issue, (c.req.query("fields") ?? "*all").split(",")))),
  );

  routes.get(
    "/rest/api/3/issue/:key/comment",
    withIssue((c, issue) => {
      const query = wire.pageQuery.safeParse(c.req.query());
      if (!query.success) return c.json(wire.fieldErrors(query.error), 400);
      const { startAt, maxResults, orderBy, expand } = query.data;
      const sorted = orderBy === "-created" ? issue.comments.toReversed() : issue.comments;
      const comments = sorted.slice(startAt, startAt + maxResults).map((one) => commentView(one, expand));
      return c.json({ comments, startAt, maxResults, total: sorted.length });
    }),
  );
  routes.post(
    "/rest/api/3/issue/:key/comment",
    withIssue((c, issue) => {
      const parsed = wire.commentRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
      const comment = state.comment(issue, parsed.data.body, parsed.data.properties);
      tellLater(c, { event: "comment_created", comment }, issue);
      return c.json(commentView(comment, ""), 201);
    }),
  );

  routes.get(
    "/rest/api/3/issue/:key/transitions",
    withIssue((c, issue) =>
      c.json({
        transitions: transitionsFrom(issue.status).map(({ id, name, to }) => ({
          id,
          name,
          to: statusView(to),
        })),
      }),
    ),
  );
  routes.post(
    "/rest/api/3/issue/:key/transitions",
    withIssue((c, issue) => {
      const parsed = wire.transitionRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
      const { id } = parsed.data.transition;
      const way = transitionsFrom(issue.status).find((one) => one.id === id);
      if (!way) return c.json(wire.jiraError([`the transition ${id} doesn't start at ${issue.status}`]), 400);
      const changes = [{ field: "status" as const, from: issue.status, to: way.to }];
      state.move(issue, way.to);
      tellLater(c, { event: "jira:issue_updated", changes }, issue);
      return c.body(null, 204);
    }),
  );

  routes.post("/rest/api/3/search/jql", (c) => {
    const parsed = wire.searchRequest.safeParse(parseJson(c.get("rawBody")));
    if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
    const { jql, maxResults, fields } = parsed.data;
    const asked = wire.parseJql(jql);
    if (!asked) return c.json(wire.jiraError([`the sandbox doesn't know the search ${jql}`]), 400);
    const found = state.issues.filter(
      (issue) => issue.project === asked.project && issue.labels.includes(asked.label),
    );
    const issues = found
      .slice(0, maxResults)
      .map((issue) => (fields.length > 0 ? issueView(issue, fields) : { id: issue.id }));
    return c.json({ issues, isLast: found.length <= maxResults });
  });
}
