import {
  signalsOfRun,
  signalsOfStatus,
  signalsOfSuite,
} from "../../shared/jobs/bug-fix/sources/github/ci.ts";
import {
  type MapContext,
  signalOfClosed,
  signalOfComment,
  signalOfInlineComment,
  signalOfLabel,
  signalOfReview,
} from "../../shared/jobs/bug-fix/sources/github/map.ts";
import { signalOfMoved } from "../../shared/jobs/bug-fix/sources/github/moved.ts";
import { heardOfMerge, heardOfRelease } from "../../shared/jobs/project-watch/sources/github/heard.ts";
import {
  anyEvent,
  checkSuite,
  commented,
  commentedInline,
  commitStatus,
  labelled,
  pullRequestClosed,
  releasePublished,
  repositoryMoved,
  reviewed,
  workflowRun,
} from "../../shared/integrations/github/wire.ts";
import { hmac } from "../../shared/platform/signatures/hmac.ts";
import { lookUp } from "../../shared/platform/look-up.ts";
import type { Read } from "../../shared/spine/receive.ts";
import type { Delivery, WebhookSource } from "./webhook-source.ts";

/** What is read, by event and action. */
const readers: Record<string, (delivery: Delivery, context: MapContext) => Read> = {
  "issues.labeled": ({ id, body }, context) => signalOfLabel(id, body(labelled), context),
  "issue_comment.created": ({ body }, context) => signalOfComment(body(commented), context),
  "pull_request_review.submitted": ({ body }, context) => signalOfReview(body(reviewed), context),
  "pull_request_review_comment.created": ({ body }, context) =>
    signalOfInlineComment(body(commentedInline), context),
  "pull_request.closed": ({ id, body }, context) => {
    const event = body(pullRequestClosed);
    return [...signalOfClosed(id, event, context), ...heardOfMerge(event, context)];
  },
  "release.published": ({ body }, context) => {
    const heard = heardOfRelease(body(releasePublished), context);
    return heard.length > 0 ? heard : { ignored: "a release of no watched project" };
  },
  "repository.renamed": ({ id, body }, context) => signalOfMoved(id, body(repositoryMoved), context),
  "repository.transferred": ({ id, body }, context) => signalOfMoved(id, body(repositoryMoved), context),
  "check_suite.completed": ({ body }, context) => signalsOfSuite(body(checkSuite), context),
  // A status has no action.
  "status.none": ({ body }, context) => signalsOfStatus(body(commitStatus), context),
  "workflow_run.completed": ({ body }, context) => signalsOfRun(body(workflowRun), context),
};

/**
 * The webhook of the GitHub App: labels and orders on issues, what is said about pull requests and happens to them, and releases
 * (docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries).
 */
export const github: WebhookSource = {
  name: "github",
  service: "GitHub",
  scheme: hmac({
    secret: "GITHUB_WEBHOOK_SECRET",
    header: "x-hub-signature-256",
    prefix: "sha256=",
    encoding: "hex",
    algorithm: "SHA-256",
  }),
  sender: ({ body }) => body(anyEvent).sender?.login ?? "",
  read: (delivery) => {
    const { action } = delivery.body(anyEvent);
    const name = `${delivery.header("x-github-event") ?? "none"}.${action ?? "none"}`;
    const reader = lookUp(readers, name);
    if (reader === undefined) return { ignored: `nothing is read from ${name}` };
    const { PEOPLE: people, RULES: rules } = delivery.settings;
    return reader(delivery, { people, rules });
  },
};
