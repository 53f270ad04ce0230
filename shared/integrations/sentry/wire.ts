import { z } from "zod";
import { hookEvent, id } from "./event.ts";

/**
 * What Sentry's webhooks carry, as far as it is read. What else is there, and what is missing in one version or another of
 * Sentry, is let pass: an alert that is read half is worth more than one that is refused.
 */
const words = z.string().nullish().catch(null);
const names = z
  .array(z.unknown())
  .nullish()
  .catch(null)
  .transform((all) => all?.filter((one) => typeof one === "string"));
const count = z.coerce.number().int().nonnegative().nullish().catch(null);

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
  firstSeen: words,
  lastSeen: words,
  url: words,
  web_url: words,
  permalink: words,
});
export type WireIssue = z.infer<typeof issue>;

const metricAlert = z.object({
  metric_alert: z.object({
    id,
    title: words,
    projects: names,
    alert_rule: z
      .object({ name: words, aggregate: words, query: words, projects: names })
      .nullish()
      .catch(null),
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
  event_alert: z.object({ action, data: z.object({ event: hookEvent, triggered_rule: words }) }),
  error: z.object({ action, data: z.object({ error: hookEvent }) }),
  metric_alert: z.object({ action, data: metricAlert }),
} as const;
