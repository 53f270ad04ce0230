import type { NewSignal } from "../../../../domain/signal.ts";
import { stranger } from "../../../../domain/actor.ts";
import { type ReportOf, reportParts } from "../../report-parts.ts";
import { reportTitle, reportWords } from "../../report-words.ts";
import { defaultProject, type Rules } from "../../../../policy/rules.ts";
import type { HookEvent } from "../../../../integrations/sentry/event.ts";
import type { WireIssue, WireMetricAlert } from "../../../../integrations/sentry/wire.ts";
import { circumstancesOf, seenOf } from "./circumstances.ts";
import { traceOf } from "./event-trace.ts";
import { metricIssue, type SentryOrigin } from "./source.ts";

/** A report, and why nothing is to be done about it; null when something is. */
export interface Mapped {
  report: ReportOf<SentryOrigin>;
  dropReason: string | null;
}

export interface MapContext {
  rules: Rules;
  /** The organization where the payload names none. */
  organization: string | undefined;
}

/** The signal of an issue that is new: one, whoever tells of it. */
export function newIssueName(id: string): string {
  return `sentry:issue:${id}:created`;
}

/**
 * The signal of an issue that has come back: one, whoever tells of it. Sentry gives that no name, and the time at which it was last seen moves
 * on with each event, so that what tells of it within so many milliseconds tells of the same.
 */
export function comebackOf(
  id: string,
  lastSeen: string,
  withinMs: number,
): Required<Pick<NewSignal, "id" | "unless">> {
  const begins = `sentry:issue:${id}:unresolved:`;
  return { id: `${begins}${lastSeen}`, unless: { begins, withinMs } };
}

/** An issue that is new, or open again. It comes without its events: their frames are to be looked up. */
export function reportOfIssue(action: string, issue: WireIssue, context: MapContext): Mapped {
  const { metadata } = issue;
  const isOpen = action === "created" || action === "unresolved";
  return {
    report: reported(context, {
      title: issue.title ?? `Sentry issue ${issue.id}`,
      text: reportWords(issue.title, inCulprit(issue.culprit), seenOf(issue)),
      errorType: metadata?.type ?? null,
      errorMessage: metadata?.value ?? null,
      level: issue.level,
      events: issue.count ?? null,
      users: issue.userCount ?? null,
      organization: organizationIn(issue.url) ?? organizationIn(issue.web_url),
      project: issue.project.slug,
      issueId: issue.id,
      url: issue.web_url ?? issue.permalink ?? issue.url ?? "",
    }),
    dropReason: isOpen ? null : `the issue is ${action}: there is nothing to fix`,
  };
}

/** An event: one that an alert rule has picked out, or any error. */
export function reportOfEvent(event: HookEvent, rule: string | null, context: MapContext): Mapped {
  const trace = traceOf(event);
  const [, organization, project = ""] =
    /\/projects\/([^/]{1,100})\/([^/]{1,100})\//.exec(event.url ?? "") ?? [];
  const { errorType, errorMessage } = trace;
  const words =
    errorType === null && errorMessage === null ? null : `${errorType ?? "Error"}: ${errorMessage ?? ""}`;
  return {
    report: reported(context, {
      title: event.title ?? words ?? event.message ?? `Sentry event ${event.id}`,
      text: reportWords(
        words ?? event.message,
        inCulprit(event.culprit),
        rule === null ? null : `Alert rule: ${rule}`,
        circumstancesOf(event),
      ),
      ...trace,
      level: event.level,
      organization,
      project,
      issueId: event.issueId ?? event.id,
      eventId: event.id,
      url: event.webUrl ?? event.url ?? "",
    }),
    dropReason: null,
  };
}

/** A number of a project that is out of its limits. */
export function reportOfMetricAlert(action: string, alert: WireMetricAlert, context: MapContext): Mapped {
  const { metric_alert: metric, description_text, description_title, web_url } = alert;
  const rule = metric.alert_rule;
  const watched = [rule?.aggregate, rule?.query].filter((one) => one?.trim()).join(", ");
  return {
    report: reported(context, {
      title: description_title ?? metric.title ?? rule?.name ?? `Sentry alert ${metric.id}`,
      text: reportWords(description_text, watched === "" ? null : `Watched: ${watched}`),
      level: action === "critical" ? "error" : "warning",
      organization: organizationIn(web_url),
      project: metric.projects?.[0] ?? rule?.projects?.[0] ?? "",
      issueId: metricIssue(metric.id),
      url: web_url ?? "",
    }),
    dropReason: action === "resolved" ? "the alert is over: there is nothing to fix" : null,
  };
}

type Known = "errorType" | "errorMessage" | "frames" | "events" | "users";

interface Parts extends Partial<Pick<ReportOf<SentryOrigin>, Known>> {
  title: string;
  text: string;
  level?: string | null | undefined;
  organization: string | undefined;
  project: string;
  issueId: string;
  eventId?: string;
  url: string;
}

function reported({ rules, organization: fallback }: MapContext, parts: Parts): ReportOf<SentryOrigin> {
  const { title, text, level, project, issueId, eventId = null, url, organization = fallback ?? "" } = parts;
  return {
    type: "bug",
    source: "sentry",
    by: stranger("sentry", project),
    title: reportTitle(title, "An error"),
    text,
    errorType: parts.errorType?.slice(0, 200) ?? null,
    errorMessage: parts.errorMessage?.slice(0, 500).toWellFormed() ?? null,
    frames: parts.frames ?? [],
    events: parts.events ?? null,
    users: parts.users ?? null,
    level: reportParts.shape.level.safeParse(level).data ?? null,
    repository: null,
    origin: { kind: "sentry", organization, project, issueId, eventId, url },
    project:
      Object.values(rules.repositories).find(({ sentryProjects }) => sentryProjects.includes(project))
        ?.project ?? defaultProject,
    channel: rules.bugFix.channel ?? null,
  };
}

function organizationIn(url: string | null | undefined): string | undefined {
  return /\/organizations\/([^/]{1,100})\//.exec(url ?? "")?.[1];
}

function inCulprit(culprit: string | null | undefined): string | null {
  return culprit?.trim() ? `In ${culprit}` : null;
}
