import { createTwinApp, type Twin } from "../twin.ts";
import { oauth, pagePaths } from "./oauth.ts";
import { peopleRoutes } from "./people-routes.ts";
import { restApi } from "./rest-api.ts";
import { LinkedinState } from "./state.ts";

/** The stand-in for LinkedIn: an authorization server, posts, and a feed for people. */
export function createLinkedinTwin(now: () => number = Date.now): Twin {
  const state = new LinkedinState(now);
  const app = createTwinApp(
    "linkedin",
    () => state.reset(),
    (routes) => {
      oauth(routes, state);
      restApi(routes, state);
      peopleRoutes(routes, state);
    },
    { isPage: (path) => path.startsWith("/feed/") || pagePaths.some((one) => path.startsWith(one)) },
  );
  return {
    name: "linkedin",
    app,
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}
