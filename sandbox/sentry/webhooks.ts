import { createHmac, randomUUID } from "node:crypto";
import type { Webhook } from "../deliver-webhook.ts";
import { projects, type SentryIssue } from "./issue.ts";
import { issueView, linksOf, webhookEvent } from "./views.ts";

/** What `Sentry-Hook-Resource` can say here, with the actions of each, the usual one first. */
export const resources = {
  issue: ["created", "resolved", "archived", "unresolved"],
  event_alert: ["triggered"],
  error: ["created"],
  metric_alert: ["critical", "warning", "resolved"],
} as const;
export type Resource = keyof typeof resources;

export interface WebhookOptions {
  /** The integration's client secret. */
  secret: string;
  /** Absent: the resource's usual one. */
  action?: string | undefined;
  /** Root of Sentry's site, for the links. */
  origin?: string | undefined;
  /** Absent: a new one. Sentry's way to say that two deliveries are the same. */
  requestId?: string | undefined;
  /** Epoch milliseconds; absent: now. */
  now?: number | undefined;
}

const actor = { type: "application", id: "sentry", name: "Sentry" } as const;
const installation = { uuid: "7a485448-a9e2-4c85-8a3c-4f44175783c9" } as const;

/**
 * A webhook of Sentry's integration platform, signed as Sentry signs.
 * Contract: docs.sentry.io/organization/integrations/integration-platform/webhooks.
 */
export function sentryWebhook(resource: Resource, issue: SentryIssue, options: WebhookOptions): Webhook {
  const { secret, origin = "https://acme.sentry.io", requestId = randomUUID(), now = Date.now() } = options;
  const action = options.action ?? resources[resource][0];
  const data = dataOf(resource, issue, action, origin, now);
  const body = JSON.stringify({ action, actor, data, installation });
  return {
    headers: {
      "content-type": "application/json",
      "request-id": requestId,
      "sentry-hook-resource": resource,
      "sentry-hook-timestamp": String(Math.floor(now / 1000)),
      "sentry-hook-signature": createHmac("sha256", secret).update(body, "utf8").digest("hex"),
    },
    body,
  };
}

function dataOf(resource: Resource, issue: SentryIssue, action: string, origin: string, now: number): object {
  const links = linksOf(issue, origin);
  switch (resource) {
    case "issue": {
      const places = { url: links.api, web_url: links.web, project_url: links.project };
      return { issue: { ...issueView(issue, origin), ...places } };
    }
    case "event_alert": {
      const title = `Errors of ${issue.project} that people see`;
      return {
        event: webhookEvent(issue, origin),
        triggered_rule: title,
        issue_alert: { title, settings: [] },
      };
    }
    case "error":
      return { error: webhookEvent(issue, origin) };
    case "metric_alert":
      return metricAlert(issue, action, origin, now);
  }
}

/** An alert about a number of a project, not about an issue. */
function metricAlert(issue: SentryIssue, action: string, origin: string, now: number): object {
  const id = `9${projects.findIndex((project) => project.slug === issue.project) + 1}`;
  const name = `Too many errors in ${issue.project}`;
  const over = action === "resolved";
  const at = new Date(now).toISOString();
  const titles: Record<string, string> = { critical: "Critical", warning: "Warning", resolved: "Resolved" };
  return {
    metric_alert: {
      id,
      identifier: id,
      organization_id: "1",
      title: name,
      projects: [issue.project],
      status: over ? 2 : 20,
      status_method: 3,
      type: 2,
      date_created: at,
      date_detected: at,
      date_started: at,
      date_closed: over ? at : null,
      alert_rule: {
        id: `8${id}`,
        name,
        organization_id: "1",
        projects: [issue.project],
        aggregate: "count()",
        dataset: "events",
        query: "level:error",
        environment: null,
        include_all_projects: false,
        resolution: 1,
        resolve_threshold: null,
        status: 0,
        threshold_period: 1,
        threshold_type: 0,
        time_window: 10,
        triggers: [{ id: `7${id}`, label: "critical", alert_threshold: 100, actions: [] }],
      },
    },
    description_text: `${issue.events} events in the last 10 minutes\nFilter: level:error`,
    description_title: `${titles[action] ?? action}: ${name}`,
    web_url: `${origin}/organizations/acme/alerts/rules/details/8${id}/?alert=${id}`,
  };
}
