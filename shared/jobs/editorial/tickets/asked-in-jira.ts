import { actorOfJira } from "../../../domain/actor.ts";
import type { NewSignal } from "../../../domain/signal.ts";
import { adfToText } from "../../../integrations/jira/adf-to-text.ts";
import { changeName, type LabelEvent } from "../../../integrations/jira/change-name.ts";
import { gainsLabel } from "../../../integrations/jira/gains-label.ts";
import { siteRoot } from "../../../integrations/jira/site-root.ts";
import { jiraPlaces } from "../../../policy/known-places.ts";
import { defaultProject, projectRules } from "../../../policy/rules.ts";
import type { Settings } from "../../../spine/settings.ts";
import { type TicketRequest, ticketKind } from "../signals.ts";

/** So much of a description is read; a brief is short. */
const mostLength = 20_000;

/**
 * The request that an issue is when it gets a label which a route names; null: it gets none. The labels that it has had before say
 * nothing: they have been heard.
 * @param delivery what it goes by where the event doesn't say which change it is.
 */
export function askedInJira(
  delivery: string,
  happened: LabelEvent,
  { PEOPLE, RULES, JIRA_URL }: Settings,
): NewSignal | null {
  const routed = RULES.editorial.routes.flatMap(({ label }) => label ?? []);
  const gained = [...new Set(routed)].filter((label) => gainsLabel(happened, label));
  if (gained.length === 0) return null;
  const { issue, user } = happened.event;
  const key = issue.fields.project?.key ?? issue.key.slice(0, issue.key.lastIndexOf("-"));
  const [project = defaultProject] = jiraPlaces(RULES).find((place) => place.key === key)?.projects ?? [];
  const body: TicketRequest = {
    type: "ticket",
    issue: issue.key,
    url: `${siteRoot(JIRA_URL, issue.self)}/browse/${issue.key}`,
    labels: gained,
    title: issue.fields.summary,
    text: `${issue.fields.summary}\n\n${adfToText(issue.fields.description)}`.trim().slice(0, mostLength),
    project,
    channel: projectRules(RULES, project).channels[0] ?? null,
    by: actorOfJira(PEOPLE, user),
  };
  // A customer of a service desk is nobody of ours, whoever has given the label.
  const provenance = !user || user.accountType === "customer" ? "external" : "internal";
  return {
    id: `${changeName(happened, delivery)}:asked`,
    kind: ticketKind,
    provenance,
    body,
    dropReason: null,
  };
}
