import { createTwinApp, type Twin } from "../twin.ts";
import { mailApi } from "./mail-api.ts";
import { peopleRoutes } from "./people-routes.ts";
import { playRoutes } from "./play-routes.ts";
import { sendApi } from "./send-api.ts";
import { signIn } from "./sign-in.ts";
import { GraphState } from "./state.ts";

/** The stand-in for Microsoft Graph's mail: mailboxes that are read by deltas and sent from, and a page for people. */
export function createGraphTwin(now: () => number = Date.now): Twin {
  const state = new GraphState(now);
  const app = createTwinApp(
    "graph",
    () => state.reset(),
    (routes) => {
      signIn(routes, state);
      mailApi(routes, state);
      sendApi(routes, state);
      playRoutes(routes, state);
      peopleRoutes(routes, state);
    },
  );
  return {
    name: "graph",
    app,
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}
