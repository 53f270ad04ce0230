import {
  type MapContext,
  type Mapped,
  comebackOf,
  newIssueName,
  reportOfEvent,
  reportOfIssue,
  reportOfMetricAlert,
} from "../../shared/jobs/bug-fix/sources/sentry/map.ts";
import { hooks } from "../../shared/integrations/sentry/wire.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import type { Rules } from "../../shared/policy/rules.ts";
import { hmac } from "../../shared/platform/signatures/hmac.ts";
import type { Delivery, WebhookSource } from "./webhook-source.ts";

type Resource = keyof typeof hooks;

/** A poll may have told of it before: so long a delivery is late at most. */
const comebackMs = ({ pollMinutes }: Rules): number => 2 * pollMinutes * 60_000;

/** What each resource is read as. `id`: absent where nothing but its body tells it from others. */
const mapped: Record<
  Resource,
  (delivery: Delivery, context: MapContext) => Mapped & Partial<Pick<NewSignal, "id" | "unless">>
> = {
  issue: ({ body }, context) => {
    const { action, data } = body(hooks.issue);
    const read = reportOfIssue(action, data.issue, context);
    if (action === "created") return { ...read, id: newIssueName(data.issue.id) };
    const { id, lastSeen, substatus } = data.issue;
    const isBack = action === "unresolved" && substatus === "regressed";
    return isBack && lastSeen ? { ...read, ...comebackOf(id, lastSeen, comebackMs(context.rules)) } : read;
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
 * documents no window for it, so it proves nothing, and its Request-ID neither: a new issue is known by its number, one that
 * has come back by that and the time, any other
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
    const { report, id = delivery.id, ...rest } = mapped[resource](delivery, { rules, organization });
    const kind = `sentry.${resource}`;
    return [{ id, kind, provenance: "external", body: report, ...rest }];
  },
};

function isResource(name: string): name is Resource {
  return Object.hasOwn(mapped, name);
}
