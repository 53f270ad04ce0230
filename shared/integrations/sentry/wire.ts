import { z } from "zod";

/**
 * What Sentry's webhooks carry, as far as it is read. What else is there, and what is missing in one version or another of
 * Sentry, is let pass: an alert that is read half is worth more than one that is refused.
 */
/** Sentry asks for things by their id in a path: what no path can hold is none. */
const id = z.union([z.string().min(1).max(100), z.number().transform(String)]);
const words = z.string().nullish();
const count = z.coerce.number().int().nonnegative().nullish().catch(null);

export const frame = z.object({
  filename: words,
  abs_path: words,
  function: words,
  module: words,
  lineno: z.number().int().nullish().catch(null),
  in_app: z.boolean().nullish(),
});
export type WireFrame = z.infer<typeof frame>;

const exception = z.object({
  type: words,
  value: words,
  stacktrace: z.object({ frames: z.array(frame).nullish() }).nullish(),
});
export type WireException = z.infer<typeof exception>;

const event = z.object({
  event_id: id,
  issue_id: id.nullish(),
  title: words,
  message: words,
  culprit: words,
  level: words,
  exception: z.object({ values: z.array(exception).nullish() }).nullish(),
  /** …/api/0/projects/{organization}/{project}/events/{event}/: nothing else in an event names its project. */
  url: words,
  web_url: words,
});
export type WireEvent = z.infer<typeof event>;

const issue = z.object({
  id,
  title: words,
  culprit: words,
  level: words,
  status: words,
  substatus: words,
  project: z.object({ slug: z.string().min(1).max(100) }),
  metadata: z.object({ type: words, value: words }).nullish().catch(null),
  count,
  userCount: count,
  url: words,
  web_url: words,
  permalink: words,
});
export type WireIssue = z.infer<typeof issue>;

const metricAlert = z.object({
  metric_alert: z.object({
    id,
    title: words,
    projects: z.array(z.string()).nullish(),
    alert_rule: z
      .object({ name: words, aggregate: words, query: words, projects: z.array(z.string()).nullish() })
      .nullish(),
  }),
  description_text: words,
  description_title: words,
  web_url: words,
});
export type WireMetricAlert = z.infer<typeof metricAlert>;

const action = z.string().min(1);

/** By what `Sentry-Hook-Resource` says. */
export const hooks = {
  issue: z.object({ action, data: z.object({ issue }) }),
  event_alert: z.object({ action, data: z.object({ event, triggered_rule: words }) }),
  error: z.object({ action, data: z.object({ error: event }) }),
  metric_alert: z.object({ action, data: metricAlert }),
} as const;
