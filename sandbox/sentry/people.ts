import type { Hono } from "hono";
import { z } from "zod";
import type { Deliveries, Delivery } from "../deliver-webhook.ts";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { sentryPage } from "./page.ts";
import type { SentryState } from "./state.ts";
import { originOf } from "./web-api.ts";
import { resources, sentryWebhook } from "./webhooks.ts";

const alertRequest = z.strictObject({
  issue: z.string(),
  resource: z.enum(["issue", "event_alert", "error", "metric_alert"]),
  /** Absent: the resource's usual one. */
  action: z.string().optional(),
  /** How often the very same webhook is sent. */
  repeat: z.coerce.number().int().min(1).max(20).default(1),
});

/** The page, and what people can do on it. */
export function peopleRoutes(
  routes: Hono<TwinEnv>,
  state: SentryState,
  deliveries: Deliveries,
  secret: string,
): void {
  routes.get("/", (c) => c.html(sentryPage(state.issues, deliveries.list())));
  // Where links of the API and of the webhooks lead.
  routes.get("/organizations/:org/issues/:id/*", (c) => {
    const issue = state.find(c.req.param("id"));
    return issue ? c.redirect(`/sentry#${issue.shortId}`) : c.notFound();
  });
  routes.get("/_people/issues", (c) => c.json({ issues: state.issues }));
  routes.get("/_people/deliveries", (c) => c.json({ deliveries: deliveries.list() }));
  routes.post("/_people/alert", async (c) => {
    const sent = posted(c, alertRequest);
    if ("refused" in sent) return sent.refused;
    const { resource, action, repeat } = sent.fields;
    const issue = state.find(sent.fields.issue);
    if (!issue) return c.json({ error: `there is no issue ${sent.fields.issue}` }, 404);
    if (action !== undefined && !resources[resource].some((one) => one === action))
      return c.json({ error: `a webhook ${resource} has no action ${action}` }, 400);
    state.happen(issue);
    const webhook = sentryWebhook(resource, issue, { secret, action, origin: originOf(c) });
    const delivered: Delivery[] = [];
    for (let n = 0; n < repeat; n += 1)
      delivered.push(await deliveries.send(`${resource} ${issue.shortId}`, webhook));
    return done(c, `/sentry#${issue.shortId}`, { eventId: issue.eventId, deliveries: delivered });
  });
}
