import { z } from "zod";
import { type CallOutcome, notSeen } from "../integrations/call.ts";
import { sentryClient, type SentryIssue } from "../integrations/sentry/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { ApplyOutcome } from "../domain/sending.ts";

export const sentryResolveSchema = z.strictObject({
  /** Slug of the organization. */
  organization: z
    .string()
    .max(100)
    .regex(/^[a-z0-9][a-z0-9_-]*$/, "must be an organization's slug"),
  /** The issue's number. */
  issueId: z.string().max(30).regex(/^\d+$/, "must be an issue's number"),
});

export type SentryResolve = z.infer<typeof sentryResolveSchema>;

const resolved = z.object({ issue: z.string(), url: z.string() });
type Resolved = z.infer<typeof resolved>;

/**
 * Resolves an issue in the next release, after its fix was merged. The status is its own mark: one that is resolved
 * already stays as it is, as a second time would move it to a later release.
 */
export const sentryResolve: ActionKindModule<"sentry_resolve", SentryResolve, Resolved> = {
  kind: "sentry_resolve",
  schema: sentryResolveSchema,
  result: resolved,
  service: "sentry",
  target: ({ organization, issueId }) => `sentry:${organization}/${issueId}`,
  outOfBounds: ({ organization }, { sentryOrganization: ours }) =>
    ours === null || organization === ours ? null : `${organization} is another organization than ${ours}`,
  preview: ({ organization, issueId }) => ({
    title: `Resolve issue ${issueId} in Sentry`,
    body: `In ${organization}, with the next release. A new event after it opens the issue again.`,
  }),

  apply: async (ground, { payload: { organization, issueId } }): Promise<ApplyOutcome<Resolved>> => {
    const sentry = sentryClient(ground, organization);
    const now = await sentry.issue(issueId);
    if (now.kind !== "answered") return now;
    if (now.value.status === "resolved") return { kind: "applied", result: resultOf(now.value) };
    return applied(await sentry.resolve(issueId));
  },

  reconcile: async (ground, { payload: { organization, issueId } }) => {
    const now = await sentryClient(ground, organization).issue(issueId);
    if (now.kind !== "answered") return notSeen(now);
    return now.value.status === "resolved"
      ? { kind: "found", result: resultOf(now.value) }
      : { kind: "absent" };
  },
};

function applied(outcome: CallOutcome<SentryIssue>): ApplyOutcome<Resolved> {
  return outcome.kind === "answered" ? { kind: "applied", result: resultOf(outcome.value) } : outcome;
}

function resultOf({ shortId, url }: SentryIssue): Resolved {
  return { issue: shortId, url };
}
