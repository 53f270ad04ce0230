import { html } from "hono/html";
import type { Delivery } from "../deliver-webhook.ts";
import { type Html, peoplePage } from "../people-page.ts";
import { type Frame, type SentryIssue, titleOf } from "./issue.ts";
import { type Resource, resources } from "./webhooks.ts";

/** Sentry waits so long for an answer. */
const answerWithinMs = 1000;

const buttons: Record<Resource, string> = {
  issue: "New issue",
  event_alert: "Issue alert",
  error: "Error",
  metric_alert: "Metric alert",
};

/** The issues for people to read and to send alerts about, and what became of the alerts. */
export function sentryPage(issues: readonly SentryIssue[], deliveries: readonly Delivery[]): Html {
  const note =
    "A sandbox: none of these errors has happened. Each button lets the error happen once more and sends it.";
  return peoplePage("Sandbox Sentry", note, [...issues.map(article), log(deliveries)]);
}

function article(issue: SentryIssue): Html {
  return html`<article id="${issue.shortId}" aria-labelledby="${issue.shortId}-title">
    <h2 id="${issue.shortId}-title">${issue.shortId}: ${titleOf(issue)}</h2>
    <dl>
      <dt>Project</dt>
      <dd>${issue.project}</dd>
      <dt>Seen</dt>
      <dd>${counted(issue.events, "event")}, ${counted(issue.users, "user")}</dd>
      <dt>First</dt>
      <dd><time datetime="${issue.firstSeen}">${issue.firstSeen}</time></dd>
      <dt>Last</dt>
      <dd><time datetime="${issue.lastSeen}">${issue.lastSeen}</time></dd>
      <dt>Status</dt>
      <dd>${issue.status}${issue.inNextRelease ? " in the next release" : ""}</dd>
    </dl>
    <p class="text">${traceOf(issue)}</p>
    <form method="post" action="/sentry/_people/alert">
      <input type="hidden" name="issue" value="${issue.shortId}" />
      ${Object.keys(resources).map((resource) => button(resource, issue))}
      <label>Times <input name="repeat" type="number" min="1" max="20" value="1" /></label>
    </form>
  </article>`;
}

function button(resource: string, issue: SentryIssue): Html {
  const words = Object.entries(buttons).find(([name]) => name === resource)?.[1] ?? resource;
  return html`<button name="resource" value="${resource}" aria-label="${words} of ${issue.shortId}">
    ${words}
  </button> `;
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

/** Innermost call first, as people read traces. */
function traceOf({ frames }: SentryIssue): string {
  return frames ? frames.toReversed().map(frameText).join("\n") : "No stack trace.";
}

function frameText(frame: Frame): string {
  return `at ${frame.function ?? "?"} (${frame.file}:${frame.line ?? "?"})${frame.inApp ? "" : "  · not our code"}`;
}

function log(deliveries: readonly Delivery[]): Html {
  return html`<h2 id="deliveries">Deliveries</h2>
    ${deliveries.length === 0 ? html`<p class="note">Nothing was sent yet.</p>` : ""}
    ${deliveries.map(
      ({ at, title, status, ms }) =>
        html`<p>
          <time datetime="${at}">${at}</time> ${title}: ${status === 0 ? "no answer" : status} after ${ms} ms
          ${ms > answerWithinMs ? "(too late for the real Sentry, which waits one second)" : ""}
        </p>`,
    )}`;
}
