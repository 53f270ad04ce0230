import { gainsLabel, reportOfIssue } from "../../shared/jobs/bug-fix/sources/jira/map.ts";
import { anyEvent, issueEvent } from "../../shared/integrations/jira/wire.ts";
import { hmac } from "../../shared/platform/signatures/hmac.ts";
import type { WebhookSource } from "./webhook-source.ts";

const readEvents: ReadonlySet<string> = new Set(["jira:issue_created", "jira:issue_updated"]);

/**
 * Jira Cloud's webhooks with a secret: an issue that gets the label becomes a report
 * (developer.atlassian.com/cloud/jira/platform/webhooks).
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
  delivery: "x-atlassian-webhook-identifier",
  read: ({ id, body, settings: { PEOPLE: people, RULES: rules, JIRA_URL: site } }) => {
    const { webhookEvent } = body(anyEvent);
    if (!readEvents.has(webhookEvent)) return { ignored: `nothing is read from ${webhookEvent}` };
    const event = body(issueEvent);
    if (!gainsLabel(webhookEvent, event, rules.bugFix.label))
      return { ignored: "the issue doesn't get the label" };
    const report = reportOfIssue(event, { people, rules, site });
    return [{ id, kind: "jira.labelled", provenance: "internal", body: report, dropReason: null }];
  },
};
