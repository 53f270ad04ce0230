import { z } from "zod";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { type ServiceRequest, callService, type CallOutcome } from "../call.ts";
import { sentryAnswers } from "./answers.ts";
import { apiEvent, type SentryEvent } from "./event.ts";
import * as wire from "./schema.ts";

/** Enough to see what events have in common. */
const eventsAtOnce = 5;

/**
 * Sentry's web API, as far as Signalbox speaks it (docs.sentry.io/api). An issue goes by its number or its short id.
 * @throws SignalboxError `not_configured` without a token, or without an organization where none is given.
 */
export function sentryClient(
  outside: Outside,
  organization = requireSetting(outside.settings, "SENTRY_ORG"),
) {
  const root = `${outside.settings.SENTRY_URL.replace(/\/+$/, "")}/api/0`;
  const authorization = `Bearer ${requireSetting(outside.settings, "SENTRY_AUTH_TOKEN")}`;
  const org = encodeURIComponent(organization);
  const issuePath = (id: string): string => `organizations/${org}/issues/${encodeURIComponent(id)}/`;

  const call = async <T>(
    path: string,
    answer: z.ZodType<T>,
    write?: Pick<ServiceRequest<T>, "method" | "body">,
  ): Promise<CallOutcome<T>> =>
    callService(outside, {
      service: sentryAnswers,
      url: `${root}/${path}`,
      method: "GET",
      ...write,
      headers: { authorization },
      answer,
      error: wire.sentryError,
    });

  return {
    issue: async (id: string): Promise<CallOutcome<wire.SentryIssue>> => call(issuePath(id), wire.issue),

    /** The newest events of an issue with all that they hold, the latest first. */
    newestEvents: async (id: string): Promise<CallOutcome<SentryEvent[]>> =>
      call(`${issuePath(id)}events/?full=true&per_page=${eventsAtOnce}`, z.array(apiEvent)),

    /** The unresolved issues of a project (its slug), the one that was seen last first; at most 100. */
    unresolved: async (project: string): Promise<CallOutcome<wire.SentryIssue[]>> =>
      call(`projects/${org}/${encodeURIComponent(project)}/issues/?query=is%3Aunresolved`, wire.issues),

    /** Resolves an issue for the release after the one that has it: until then its events don't open it again. */
    resolve: async (id: string): Promise<CallOutcome<wire.SentryIssue>> =>
      call(issuePath(id), wire.issue, { method: "PUT", body: { status: "resolvedInNextRelease" } }),
  };
}

export type { SentryIssue } from "./schema.ts";
