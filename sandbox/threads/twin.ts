import { createTwinApp, type Twin } from "../twin.ts";
import { graphApi } from "./graph-api.ts";
import { peopleRoutes } from "./people.ts";
import { ThreadsState } from "./state.ts";

/** The stand-in for Threads: its API with one profile, and the page of that profile's posts. */
export function createThreadsTwin(now: () => number = Date.now): Twin {
  const state = new ThreadsState(now);
  const app = createTwinApp(
    "threads",
    () => state.reset(),
    (routes) => {
      graphApi(routes, state);
      peopleRoutes(routes, state);
    },
    { isPage: (path) => path.startsWith("/@") },
  );
  return {
    name: "threads",
    app,
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}
