import type { Hono } from "hono";
import { parseJson } from "../json.ts";
import type { TwinEnv } from "../twin.ts";
import { customFields } from "./changes.ts";
import type { Issue } from "./issue.ts";
import { app, personView } from "./people.ts";
import { JiraSearch } from "./search.ts";
import { projects } from "./seed.ts";
import type { JiraState } from "./state.ts";
import { fieldNames, historyView, issueView } from "./views.ts";
import * as wire from "./wire.ts";
import { withIssue } from "./with-issue.ts";

/** What a reader asks of Jira: searches, changelogs, fields, who one is. */
export function restSearch(routes: Hono<TwinEnv>, state: JiraState): void {
  const search = new JiraSearch(state);

  /** The newest entries, newest first; the total says whether there are more. */
  const changelogOf = ({ histories }: Issue) => {
    const { changelogShown: maxResults } = state.settings;
    const shown = histories.toReversed().slice(0, maxResults).map(historyView);
    return { startAt: 0, maxResults, total: histories.length, histories: shown };
  };

  routes.post("/rest/api/3/search/jql", (c) => {
    const parsed = wire.searchRequest.safeParse(parseJson(c.get("rawBody")));
    if (!parsed.success) return c.json(wire.fieldErrors(parsed.error), 400);
    const { jql, maxResults, fields, expand, nextPageToken } = parsed.data;
    const found = search.find(jql, maxResults, nextPageToken);
    if (found.kind === "refused") return c.json(wire.jiraError([found.message]), 400);
    const expanded = expand.split(",");
    const issues = found.issues.map((issue) => ({
      ...(fields.length > 0 ? issueView(issue, fields, state.settings.commentsShown) : { id: issue.id }),
      ...(expanded.includes("changelog") ? { changelog: changelogOf(issue) } : {}),
    }));
    return c.json({
      issues,
      isLast: found.nextPageToken === null,
      ...(found.nextPageToken === null ? {} : { nextPageToken: found.nextPageToken }),
      ...(expanded.includes("names") ? { names: fieldNames } : {}),
    });
  });

  routes.get(
    "/rest/api/3/issue/:key/changelog",
    withIssue(state)((c, issue) => {
      const query = wire.pageQuery.safeParse(c.req.query());
      if (!query.success) return c.json(wire.fieldErrors(query.error), 400);
      const { startAt, maxResults } = query.data;
      const total = issue.histories.length;
      const values = issue.histories.slice(startAt, startAt + maxResults).map(historyView);
      return c.json({ startAt, maxResults, total, isLast: startAt + values.length >= total, values });
    }),
  );

  routes.get("/rest/api/3/field", (c) =>
    c.json([
      { id: "summary", name: "Summary", custom: false, schema: { type: "string", system: "summary" } },
      ...Object.values(customFields).map(({ id, name, custom }) => ({
        id,
        name,
        custom: true,
        schema: { type: "any", custom },
      })),
    ]),
  );

  routes.get("/rest/api/3/myself", (c) => c.json({ ...personView(app), timeZone: state.settings.timeZone }));

  routes.get("/rest/api/3/project/:key", (c) => {
    const project = projects.find(({ key }) => key === c.req.param("key"));
    if (project) return c.json(project);
    return c.json(wire.jiraError([`No project could be found with key '${c.req.param("key")}'.`]), 404);
  });
}
