import { createTwinApp, type Twin } from "../twin.ts";
import { graphApi } from "./graph-api.ts";
import { threadsOauth, threadsPagePath } from "./oauth.ts";
import { peopleRoutes } from "./people.ts";
import { profile, ThreadsState } from "./state.ts";

/** The stand-in for Threads: its API with one profile, and the page of that profile's posts. */
export function createThreadsTwin(now: () => number = Date.now): Twin {
  const state = new ThreadsState(now);
  const app = createTwinApp(
    "threads",
    () => state.reset(),
    (routes) => {
      const { codes, tokens } = state;
      threadsOauth(routes, { codes, tokens, members: { [profile.id]: profile }, now });
      graphApi(routes, state);
      peopleRoutes(routes, state);
    },
    { isPage: (path) => path.startsWith("/@") || path.startsWith(threadsPagePath) },
  );
  return {
    name: "threads",
    app,
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}
