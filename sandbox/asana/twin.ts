import { createTwinApp, type Twin } from "../twin.ts";
import { peopleRoutes } from "./people-routes.ts";
import { restApi } from "./rest-api.ts";
import { AsanaState } from "./state.ts";

/** The stand-in for Asana: a project with sections and tasks, its events, and a page for people. */
export function createAsanaTwin(now: () => number = Date.now): Twin {
  const state = new AsanaState(now);
  const app = createTwinApp(
    "asana",
    () => state.reset(),
    (routes) => {
      restApi(routes, state);
      peopleRoutes(routes, state);
    },
  );
  return {
    name: "asana",
    app,
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}
