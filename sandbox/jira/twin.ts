import { Deliveries } from "../deliver-webhook.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { peopleRoutes } from "./people-routes.ts";
import { playRoutes } from "./play.ts";
import { restApi } from "./rest-api.ts";
import { JiraState } from "./state.ts";
import { telling } from "./telling.ts";

export interface JiraOptions {
  /** Where the webhooks go; null: nowhere. */
  signalboxUrl: string | null;
  webhookSecret: string;
}

/** The stand-in for Jira Cloud: three projects, signed webhooks out, and boards for people. */
export function createJiraTwin({ signalboxUrl, webhookSecret }: JiraOptions): Twin {
  const state = new JiraState();
  const deliveries = new Deliveries(signalboxUrl && `${signalboxUrl}/webhooks/jira`);
  const tell = telling(deliveries, webhookSecret);
  const reset = () => {
    state.reset();
    deliveries.clear();
  };
  const app = createTwinApp(
    "jira",
    reset,
    (routes) => {
      restApi(routes, state, tell);
      peopleRoutes(routes, state, tell, deliveries);
      playRoutes(routes, state, tell);
    },
    { isPage: (path) => path.startsWith("/browse/") },
  );
  return {
    name: "jira",
    app,
    reset,
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
    close: () => deliveries.settled(),
  };
}
