import type { Hono } from "hono";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { originOf } from "./origin.ts";
import { issueTypes, projects } from "./seed.ts";
import type { Issue } from "./issue.ts";
import { restSearch } from "./rest-search.ts";
import type { JiraState } from "./state.ts";
import type { Tell } from "./telling.ts";
import { commentView, issueView } from "./views.ts";
import type { JiraEvent } from "./webhooks.ts";
import * as wire from "./wire.ts";
import { type C, withIssue } from "./with-issue.ts";
import { statusView, transitionsFrom } from "./workflow.ts";

/** Jira Cloud's REST API v3, as far as Signalbox calls it. Contract: developer.atlassian.com/cloud/jira/platform/rest/v3. */
export function restApi(routes: Hono<TwinEnv>, state: JiraState, tell: Tell): void {
  /** Jira tells of a change after it has answered. */
  const tellLater = (c: C, happened: JiraEvent, issue: Issue): void =>
    void tell(happened, issue, originOf(c));

  const answered = withIssue(state);

  routes.use("/rest/*", async (c, next) => {
    const credentials = /^Basic (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    if (credentials !== undefined && /^[^:]+:.+$/.test(Buffer.from(credentials, "base64").toString()))
      return next();
    return c.json(wire.jiraError(["You are not authenticated."]), 401);
  });

  restSearch(routes, state);

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
    answered((c, issue) => c.json(issueView(issue, (c.req.query("fields") ?? "*all").split(",")))),
  );

  routes.get(
    "/rest/api/3/issue/:key/comment",
    answered((c, issue) => {
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
    answered((c, issue) => {
      const parsed = wire.commentRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
      const comment = state.comment(issue, parsed.data.body, parsed.data.properties);
      tellLater(c, { event: "comment_created", comment }, issue);
      return c.json(commentView(comment, ""), 201);
    }),
  );

  routes.get(
    "/rest/api/3/issue/:key/comment/:id",
    answered((c, issue) => {
      const found = issue.comments.find(({ id }) => id === c.req.param("id"));
      if (found) return c.json(commentView(found, c.req.query("expand") ?? ""));
      return c.json(wire.jiraError([`Can not find a comment for the id: ${c.req.param("id")}.`]), 404);
    }),
  );

  routes.get(
    "/rest/api/3/issue/:key/remotelink",
    answered((c, issue) => {
      const globalId = c.req.query("globalId");
      const found = issue.links.find((one) => one.globalId === globalId);
      if (found === undefined)
        return c.json(wire.jiraError([`No remote link with global ID '${globalId ?? ""}'.`]), 404);
      const { id, url, title } = found;
      return c.json({ id, globalId, object: { url, title } });
    }),
  );
  routes.post(
    "/rest/api/3/issue/:key/remotelink",
    answered((c, issue) => {
      const parsed = wire.linkRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
      const { globalId, object } = parsed.data;
      const { link, isNew } = state.link(issue, { globalId, ...object });
      return c.json({ id: link.id, self: `${c.req.url}/${link.id}` }, isNew ? 201 : 200);
    }),
  );

  routes.get(
    "/rest/api/3/issue/:key/transitions",
    answered((c, issue) =>
      c.json({
        transitions: transitionsFrom(issue.project, issue.status).map(({ id, name, to, demands }) => ({
          id,
          name,
          to: statusView(to),
          hasScreen: demands.length > 0,
          ...((c.req.query("expand") ?? "").includes("transitions.fields")
            ? { fields: Object.fromEntries(demands.map((field) => [field, { required: true, name: field }])) }
            : {}),
        })),
      }),
    ),
  );
  routes.post(
    "/rest/api/3/issue/:key/transitions",
    answered((c, issue) => {
      const parsed = wire.transitionRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
      const { id } = parsed.data.transition;
      const way = transitionsFrom(issue.project, issue.status).find((one) => one.id === id);
      if (!way) return c.json(wire.jiraError([`the transition ${id} doesn't start at ${issue.status}`]), 400);
      const [demanded] = way.demands;
      if (demanded) return c.json(wire.jiraError([], { [demanded]: `${demanded} is required.` }), 400);
      const history = state.change(issue, { status: way.to });
      if (history) tellLater(c, { event: "jira:issue_updated", history }, issue);
      return c.body(null, 204);
    }),
  );
}
