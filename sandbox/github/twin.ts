import { join } from "node:path";
import { HTTPException } from "hono/http-exception";
import type { Hono } from "hono";
import { createTwinApp, type Twin, type TwinEnv } from "../twin.ts";
import { Access, type AppOptions } from "./access.ts";
import { SANDBOX_APP_ID, SANDBOX_APP_PUBLIC_KEY_PEM } from "./app-key.ts";
import { Deliveries, type DeliverOptions } from "./deliveries.ts";
import { Repositories } from "./git/repositories.ts";
import { gistsApi } from "./gists/gists-api.ts";
import { gistsPages } from "./gists/gists-pages.ts";
import { graphqlApi } from "./graphql.ts";
import { Hub } from "./hub.ts";
import { leadByNames } from "./lead-by-names.ts";
import { isPagePath, pages } from "./pages/routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { PeopleViews } from "./people-views.ts";
import { Refusal } from "./refusal.ts";
import { makeRepositoryApi } from "./rest-api/make-repository.ts";
import { mergeApi } from "./rest-api/merge.ts";
import { actionsApi } from "./rest-api/actions.ts";
import { appApi } from "./rest-api/app.ts";
import { checksApi } from "./rest-api/checks.ts";
import { issuesApi } from "./rest-api/issues.ts";
import { pullsApi } from "./rest-api/pulls.ts";
import { reviewsApi } from "./rest-api/reviews.ts";
import { repositoryApi } from "./rest-api/repository.ts";
import { Runner } from "./runner/runner.ts";
import { isGitPath, smartHttp } from "./smart-http.ts";
import { GithubState } from "./state.ts";
import { Terms } from "./terms.ts";
import { Views } from "./views.ts";

export interface GithubOptions extends DeliverOptions, Partial<AppOptions> {
  /** Where the repositories are kept; absent: for this life only. */
  stateDir?: string | undefined;
  /** Holds a folder `<owner>/<name>` for each repository that is there at the start. */
  examples?: string;
  /** Address of the whole sandbox; known once it listens. */
  url?: () => string;
  now?: () => number;
}

const examplesFolder = join(import.meta.dirname, "../examples");

/** The stand-in for GitHub: real repositories, pull requests, checks that really run, webhooks, and pages for people. */
export function createGithubTwin(options: GithubOptions): Twin {
  const {
    stateDir,
    examples = examplesFolder,
    url = () => "http://sandbox.invalid",
    now = Date.now,
  } = options;
  const { appId = SANDBOX_APP_ID, appPublicKeyPem = SANDBOX_APP_PUBLIC_KEY_PEM } = options;
  const state = new GithubState(now);
  const repositories = new Repositories(examples, stateDir && join(stateDir, "github"));
  const views = new Views(state, repositories, () => `${url()}/github`);
  const deliveries = new Deliveries(options, state);
  const runner = new Runner(state, repositories);
  const terms = new Terms();
  const hub = new Hub(state, repositories, views, deliveries, runner, terms);
  const access = new Access({ appId, appPublicKeyPem }, state, terms);
  const desk = { state, repositories, views, hub, access, terms };

  const reset = (): void => {
    void runner.stop();
    state.reset();
    terms.reset();
    repositories.reset();
    void hub.branches.refresh();
  };
  const app: Hono<TwinEnv> = createTwinApp(
    "github",
    reset,
    (routes) => {
      routes.use(async (_c, next) => {
        await hub.branches.ready;
        return next();
      });
      leadByNames(routes, desk, () => app);
      // A client without a name is turned away at GitHub's door, which is easily forgotten: a Worker's fetch sends none.
      routes.use("/api/*", async (c, next) => {
        if (c.req.header("user-agent")) return next();
        throw new Refusal(
          403,
          "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
        );
      });
      appApi(routes, desk);
      repositoryApi(routes, desk);
      makeRepositoryApi(routes, desk);
      pullsApi(routes, desk);
      mergeApi(routes, desk);
      reviewsApi(routes, desk);
      issuesApi(routes, desk);
      actionsApi(routes, desk);
      checksApi(routes, desk);
      gistsApi(routes, desk);
      graphqlApi(routes, desk);
      const peopleViews = new PeopleViews(state, views);
      peopleRoutes(routes, desk, peopleViews, deliveries);
      smartHttp(routes, desk);
      gistsPages(routes, desk);
      pages(routes, desk, peopleViews);
      routes.onError((error, c) => {
        if (error instanceof Refusal) return c.json(error.body, error.status, error.headers);
        if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
        throw error;
      });
    },
    { isPage: isPagePath, isStream: isGitPath },
  );
  return {
    name: "github",
    app,
    reset,
    snapshot: () => state.snapshot(),
    restore: (snapshot) => {
      state.restore(snapshot);
      repositories.adopt(state.repositories.map(({ name }) => name));
      void hub.branches.refresh();
      runner.resume();
    },
    close: async () => {
      await hub.branches.ready;
      deliveries.close();
      await runner.stop();
      repositories.close();
    },
  };
}
