import type { Context } from "hono";
import {
  type MapContext,
  type Mapped,
  reportOfEvent,
  reportOfIssue,
  reportOfMetricAlert,
} from "../../shared/jobs/bug-fix/sources/sentry/map.ts";
import { hooks } from "../../shared/integrations/sentry/wire.ts";
import { receive } from "../../shared/spine/receive.ts";
import { parse } from "./body.ts";
import { ignored, openSigned, type Signer } from "./open-signed.ts";

/**
 * Sentry's integration platform (docs.sentry.io/organization/integrations/integration-platform/webhooks). Its timestamp
 * is not signed and Sentry documents no window for it, so it proves nothing: a repeat is known by its Request-ID, and the
 * same issue under another one by its fingerprint.
 */
const signer: Signer = {
  name: "Sentry",
  secret: "SENTRY_CLIENT_SECRET",
  signature: "sentry-hook-signature",
  prefix: "",
  delivery: "request-id",
};

type Resource = keyof typeof hooks;

/** What each resource is read as. */
const mapped: Record<Resource, (body: unknown, context: MapContext) => Mapped> = {
  issue: (body, context) => {
    const { action, data } = parse("Sentry", hooks.issue, body);
    return reportOfIssue(action, data.issue, context);
  },
  event_alert: (body, context) => {
    const { data } = parse("Sentry", hooks.event_alert, body);
    return reportOfEvent(data.event, data.triggered_rule ?? null, context);
  },
  error: (body, context) => reportOfEvent(parse("Sentry", hooks.error, body).data.error, null, context),
  metric_alert: (body, context) => {
    const { action, data } = parse("Sentry", hooks.metric_alert, body);
    return reportOfMetricAlert(action, data, context);
  },
};

/** Sentry's one address: issues, errors and alerts become reports of bugs. */
export async function sentryWebhook(c: Context<{ Bindings: Env }>): Promise<Response> {
  const { spine, id, body, header } = await openSigned(c, signer);
  const signalId = `sentry:${id}`;
  const resource = header("sentry-hook-resource") ?? "none";
  if (!isResource(resource)) return ignored("sentry", signalId, `nothing is read from ${resource}`);
  const { RULES: rules, SENTRY_ORG: organization } = spine.settings;
  const { report, dropReason } = mapped[resource](body, { rules, organization });
  const signal = await receive(spine, {
    id: signalId,
    kind: `sentry.${resource}`,
    provenance: "external",
    body: report,
    dropReason,
  });
  return c.json({ ok: true, signal });
}

function isResource(name: string): name is Resource {
  return Object.hasOwn(mapped, name);
}
