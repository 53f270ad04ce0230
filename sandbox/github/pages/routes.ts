import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import type { PeopleViews } from "../people-views.ts";
import type { Desk } from "../rest-api/doors.ts";
import { homePage } from "./home.ts";
import { issuePage } from "./issue.ts";
import { pullPage } from "./pull.ts";
import { runPage } from "./run.ts";

const pagePath =
  /^\/(?!api\/)[^/]+\/[^/]+(?:\/(?:pull|issues|actions\/runs)\/\d+)?\/?$|^\/gist\/[^/]+\/[0-9a-f]+$/;

/** Whether a path (below the twin's prefix) is that of a page for people. */
export function isPagePath(path: string): boolean {
  return pagePath.test(path);
}

/** The pages on which people read and act. */
export function pages(routes: Hono<TwinEnv>, { state, repositories }: Desk, views: PeopleViews): void {
  routes.get("/", async (c) => c.html(homePage(repositories.names, await views.pulls(), views.issues())));

  routes.get("/:owner/:repo", async (c, next) => {
    const { owner, repo } = c.req.param();
    const name = `${owner}/${repo}`;
    if (!repositories.has(name)) return next();
    const [pulls, issues] = [await views.pulls(), views.issues()];
    return c.html(homePage([name], pulls, issues));
  });
  routes.get("/:owner/:repo/pull/:number{[0-9]+}", async (c, next) => {
    const { owner, repo, number } = c.req.param();
    const issue = state.pull(`${owner}/${repo}`, Number(number));
    return issue ? c.html(await pullPage(await views.pull(issue))) : next();
  });
  routes.get("/:owner/:repo/issues/:number{[0-9]+}", async (c, next) => {
    const { owner, repo, number } = c.req.param();
    const issue = state.issue(`${owner}/${repo}`, Number(number));
    return issue && !issue.pull ? c.html(await issuePage(views.issue(issue))) : next();
  });
  routes.get("/:owner/:repo/actions/runs/:id{[0-9]+}", (c, next) => {
    const { owner, repo, id } = c.req.param();
    const run = state.runs.find((one) => one.id === Number(id) && one.repository === `${owner}/${repo}`);
    return run ? c.html(runPage(run)) : next();
  });
}
