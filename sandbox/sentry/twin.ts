import { Deliveries } from "../deliver-webhook.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { peopleRoutes } from "./people.ts";
import { SentryState } from "./state.ts";
import { webApi } from "./web-api.ts";
import { sentryWebhook } from "./webhooks.ts";

export interface SentryOptions {
  /** Where the webhooks go; null: nowhere. */
  signalboxUrl: string | null;
  clientSecret: string;
}

const actions = { resolved: "resolved", ignored: "archived", unresolved: "unresolved" } as const;

/** The stand-in for Sentry: an organization with two projects, its web API, signed webhooks out, and a page for people. */
export function createSentryTwin(options: SentryOptions, now: () => number = Date.now): Twin {
  const { signalboxUrl, clientSecret: secret } = options;
  const state = new SentryState(now);
  const deliveries = new Deliveries(signalboxUrl && `${signalboxUrl}/webhooks/sentry`);
  const reset = () => {
    state.reset();
    deliveries.clear();
  };
  const app = createTwinApp("sentry", reset, (routes) => {
    webApi(routes, state, (issue, origin) => {
      const action = actions[issue.status];
      // Sentry tells of a change after it has answered.
      void deliveries.send(
        `issue ${issue.shortId}: ${action}`,
        sentryWebhook("issue", issue, { secret, action, origin }),
      );
    });
    peopleRoutes(routes, state, deliveries, secret);
  });
  return {
    name: "sentry",
    app,
    reset,
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
    close: () => deliveries.settled(),
  };
}
