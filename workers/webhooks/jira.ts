import type { LabelEvent } from "../../shared/integrations/jira/change-name.ts";
import { askedInJira } from "../../shared/jobs/editorial/tickets/asked-in-jira.ts";
import { saidInTicket } from "../../shared/jobs/editorial/tickets/said-in-ticket.ts";
import { signalOfLabel } from "../../shared/jobs/bug-fix/sources/jira/map.ts";
import { moveIn } from "../../shared/integrations/jira/map.ts";
import { projectOf } from "../../shared/integrations/jira/watched.ts";
import {
  anyEvent,
  commentEvent,
  issueEvent,
  placedEvent,
  watchedEvent,
} from "../../shared/integrations/jira/wire.ts";
import { heardOf, watchersOf } from "../../shared/jobs/project-watch/sources/jira/heard.ts";
import { hmac } from "../../shared/platform/signatures/hmac.ts";
import type { Read } from "../../shared/spine/receive.ts";
import type { Delivery, WebhookSource } from "./webhook-source.ts";

const watchEvents: ReadonlySet<string> = new Set([
  "jira:issue_created",
  "jira:issue_updated",
  "jira:issue_deleted",
  "comment_created",
  "comment_updated",
  "comment_deleted",
]);

/**
 * Jira's webhooks with a secret: an issue that gets the label becomes a report, one that gets a label of the editorial
 * desk's routes asks for a text, a comment may speak to the task that its issue tells of, and whatever happens to the tickets of a
 * watched project is told to its watch (developer.atlassian.com/cloud/jira/platform/webhooks). One delivery may be both.
 */
export const jira: WebhookSource = {
  name: "jira",
  service: "Jira",
  scheme: hmac({
    secret: "JIRA_WEBHOOK_SECRET",
    header: "x-hub-signature",
    prefix: "sha256=",
    encoding: "hex",
    algorithm: "SHA-256",
  }),
  read: (delivery) => {
    const { webhookEvent } = delivery.body(anyEvent);
    if (!watchEvents.has(webhookEvent)) return { ignored: `nothing is read from ${webhookEvent}` };
    const report = labelled(webhookEvent, delivery);
    const heard = watched(webhookEvent, delivery);
    const reads = [report, asked(webhookEvent, delivery), commented(webhookEvent, delivery), heard];
    const signals = reads.flatMap((read) => ("ignored" in read ? [] : read));
    if (signals.length > 0) return signals;
    return { ignored: reads.flatMap((read) => ("ignored" in read ? read.ignored : [])).join("; ") };
  },
};

/** An issue that gets the label, for bug fixing. */
function labelled(name: string, { id, body, settings }: Delivery): Read {
  if (!mayLabel(name)) return { ignored: "no label comes with it" };
  const signal = signalOfLabel(id, { name, event: body(issueEvent) }, settings);
  return signal === null ? { ignored: "the issue doesn't get the label" } : [signal];
}

function mayLabel(name: string): name is LabelEvent["name"] {
  return name === "jira:issue_created" || name === "jira:issue_updated";
}

/** An issue that gets a label of the editorial desk's routes. */
function asked(name: string, { id, body, settings }: Delivery): Read {
  if (!mayLabel(name)) return [];
  const request = askedInJira(id, { name, event: body(issueEvent) }, settings);
  return request === null ? [] : [request];
}

/** A comment on an issue in which one of the desk's tasks may be told of. */
function commented(name: string, { id, body, settings }: Delivery): Read {
  if (name !== "comment_created" || !body(placedEvent).issue) return [];
  const said = saidInTicket(id, body(commentEvent), settings);
  return said === null ? [] : [said];
}

/** What happens in a watched project, or leaves it for another. Only there the whole of the event is looked at. */
function watched(name: string, { body, settings }: Delivery): Read {
  const { issue, changelog } = body(placedEvent);
  // Server tells of comments twice: here without their issue, and in an event of the issue.
  if (!issue) return { ignored: "it doesn't say of which issue" };
  const left = moveIn({ items: changelog?.items ?? [] })?.from;
  const keys = [issue.key, ...(left === undefined ? [] : [left])].map(projectOf);
  if (watchersOf(settings.RULES, keys).length === 0) return { ignored: "its project is not watched" };
  const signals = heardOf(name, body(watchedEvent), keys, settings);
  return signals.length > 0 ? signals : { ignored: "it tells of nothing that matters" };
}
