import { createTwinApp, type Twin } from "../twin.ts";
import { peopleRoutes } from "./people.ts";
import { BlueskyState } from "./state.ts";
import { xrpcRoutes } from "./xrpc.ts";

/** The stand-in for Bluesky: a personal data server with the team's account, and the page of its posts. */
export function createBlueskyTwin(now: () => number = Date.now): Twin {
  const state = new BlueskyState();
  const app = createTwinApp(
    "bluesky",
    () => state.reset(),
    (routes) => {
      xrpcRoutes(routes, state, now);
      peopleRoutes(routes, state);
    },
    {
      isPage: (path) => path.startsWith("/profile/"),
      isStream: (path) => path === "/xrpc/com.atproto.repo.uploadBlob",
    },
  );
  return {
    name: "bluesky",
    app,
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}
