import {
  type MapContext,
  type Mapped,
  newIssueName,
  reportOfEvent,
  reportOfIssue,
  reportOfMetricAlert,
} from "../../shared/jobs/bug-fix/sources/sentry/map.ts";
import { hooks } from "../../shared/integrations/sentry/wire.ts";
import { hmac } from "../../shared/platform/signatures/hmac.ts";
import type { Delivery, WebhookSource } from "./webhook-source.ts";

type Resource = keyof typeof hooks;

/** What each resource is read as. `id`: absent where nothing but its body tells it from others. */
const mapped: Record<Resource, (delivery: Delivery, context: MapContext) => Mapped & { id?: string }> = {
  issue: ({ body }, context) => {
    const { action, data } = body(hooks.issue);
    const read = reportOfIssue(action, data.issue, context);
    return action === "created" ? { ...read, id: newIssueName(data.issue.id) } : read;
  },
  event_alert: ({ body }, context) => {
    const { data } = body(hooks.event_alert);
    return reportOfEvent(data.event, data.triggered_rule ?? null, context);
  },
  error: ({ body }, context) => reportOfEvent(body(hooks.error).data.error, null, context),
  metric_alert: ({ body }, context) => {
    const { action, data } = body(hooks.metric_alert);
    return reportOfMetricAlert(action, data, context);
  },
};

/**
 * Sentry's integration platform: issues, errors and alerts become reports of bugs
 * (docs.sentry.io/organization/integrations/integration-platform/webhooks). Its timestamp is not signed and Sentry
 * documents no window for it, so it proves nothing, and its Request-ID neither: a new issue is known by its number, any other
 * repeat by its body, and the same issue in another one by its fingerprint.
 */
export const sentry: WebhookSource = {
  name: "sentry",
  service: "Sentry",
  scheme: hmac({
    secret: "SENTRY_CLIENT_SECRET",
    header: "sentry-hook-signature",
    encoding: "hex",
    algorithm: "SHA-256",
  }),
  read: (delivery) => {
    const resource = delivery.header("sentry-hook-resource") ?? "none";
    if (!isResource(resource)) return { ignored: `nothing is read from ${resource}` };
    const { RULES: rules, SENTRY_ORG: organization } = delivery.settings;
    const { report, dropReason, id = delivery.id } = mapped[resource](delivery, { rules, organization });
    const kind = `sentry.${resource}`;
    return [{ id, kind, provenance: "external", body: report, dropReason }];
  },
};

function isResource(name: string): name is Resource {
  return Object.hasOwn(mapped, name);
}
