import type { Context } from "hono";
import { gainsLabel, reportOfIssue } from "../../shared/jobs/bug-fix/sources/jira/map.ts";
import { anyEvent, issueEvent } from "../../shared/integrations/jira/wire.ts";
import { receive } from "../../shared/spine/receive.ts";
import { parse } from "./body.ts";
import { ignored, openSigned, type Signer } from "./open-signed.ts";

/** Jira Cloud's webhooks with a secret (developer.atlassian.com/cloud/jira/platform/webhooks). */
const signer: Signer = {
  name: "Jira",
  secret: "JIRA_WEBHOOK_SECRET",
  signature: "x-hub-signature",
  prefix: "sha256=",
  delivery: "x-atlassian-webhook-identifier",
};

const read: ReadonlySet<string> = new Set(["jira:issue_created", "jira:issue_updated"]);

/** Jira's one address: an issue that gets the label becomes a report. */
export async function jiraWebhook(c: Context<{ Bindings: Env }>): Promise<Response> {
  const { spine, id, body } = await openSigned(c, signer);
  const signalId = `jira:${id}`;
  const { PEOPLE: people, RULES: rules, JIRA_URL: site } = spine.settings;
  const { webhookEvent } = parse("Jira", anyEvent, body);
  if (!read.has(webhookEvent)) return ignored("jira", signalId, `nothing is read from ${webhookEvent}`);
  const event = parse("Jira", issueEvent, body);
  if (!gainsLabel(webhookEvent, event, rules.bugFix.label))
    return ignored("jira", signalId, "the issue doesn't get the label");
  const signal = await receive(spine, {
    id: signalId,
    kind: "jira.labelled",
    provenance: "internal",
    body: reportOfIssue(event, { people, rules, site }),
    dropReason: null,
  });
  return c.json({ ok: true, signal });
}
