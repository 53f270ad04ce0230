import type { Context } from "hono";
import {
  type MapContext,
  type Mapped,
  signalOfClosed,
  signalOfComment,
  signalOfLabel,
  signalsOfRun,
} from "../../shared/jobs/bug-fix/sources/github/map.ts";
import {
  anyEvent,
  commented,
  labelled,
  pullRequestClosed,
  workflowRun,
} from "../../shared/integrations/github/wire.ts";
import { receive, type Received } from "../../shared/spine/receive.ts";
import { parse } from "./body.ts";
import { ignored, openSigned, type Signer } from "./open-signed.ts";

/** The webhook of the GitHub App (docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries). */
const signer: Signer = {
  name: "GitHub",
  secret: "GITHUB_WEBHOOK_SECRET",
  signature: "x-hub-signature-256",
  prefix: "sha256=",
  delivery: "x-github-delivery",
};

/** What is read, by event and action. */
const handlers: Record<string, (id: string, body: unknown, context: MapContext) => Mapped> = {
  "issues.labeled": (id, body, context) => signalOfLabel(id, parse("GitHub", labelled, body), context),
  "issue_comment.created": (id, body, context) =>
    signalOfComment(id, parse("GitHub", commented, body), context),
  "pull_request.closed": (id, body, context) =>
    signalOfClosed(id, parse("GitHub", pullRequestClosed, body), context),
  "workflow_run.completed": (id, body, context) =>
    signalsOfRun(id, parse("GitHub", workflowRun, body), context),
};

/** GitHub's one address: labels and orders on issues, and what happens to pull requests. */
export async function githubWebhook(c: Context<{ Bindings: Env }>): Promise<Response> {
  const { spine, id, body, header } = await openSigned(c, signer);
  const signalId = `github:${id}`;
  const { action } = parse("GitHub", anyEvent, body);
  const name = `${header("x-github-event") ?? "none"}.${action ?? "none"}`;
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler === undefined) return ignored("github", signalId, `nothing is read from ${name}`);
  const { PEOPLE: people, RULES: rules } = spine.settings;
  const mapped = handler(signalId, body, { people, rules });
  if ("ignored" in mapped) return ignored("github", signalId, mapped.ignored);
  const received: Received[] = [];
  for (const signal of mapped) received.push(await receive(spine, signal));
  return c.json({ ok: true, signal: received[0], ...(received.length > 1 ? { signals: received } : {}) });
}
