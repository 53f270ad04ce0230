import { namedRepository } from "../../named-repository.ts";
import { knownRepository } from "../../../../changes/known-repository.ts";
import type { ReportOf } from "../../report-parts.ts";
import { reportTitle, reportWords } from "../../report-words.ts";
import { parseTrace } from "../../stack-trace.ts";
import { actorOfJira } from "../../../../domain/actor.ts";
import type { NewSignal } from "../../../../domain/signal.ts";
import { defaultProject } from "../../../../policy/rules.ts";
import type { Settings } from "../../../../spine/settings.ts";
import { adfToText } from "../../../../integrations/jira/adf-to-text.ts";
import { changeName, type LabelEvent } from "../../../../integrations/jira/change-name.ts";
import { gainsLabel } from "../../../../integrations/jira/gains-label.ts";
import { siteRoot } from "../../../../integrations/jira/site-root.ts";
import type { IssueEvent } from "../../../../integrations/jira/wire.ts";
import type { JiraOrigin } from "./source.ts";

type Known = Pick<Settings, "PEOPLE" | "RULES" | "JIRA_URL">;

/**
 * An issue that gets the label that asks for a fix; null: it doesn't.
 * @param delivery what it goes by where the event doesn't say which change it is.
 */
export function signalOfLabel(delivery: string, happened: LabelEvent, settings: Known): NewSignal | null {
  if (!gainsLabel(happened, settings.RULES.bugFix.label)) return null;
  const id = `${changeName(happened, delivery)}:labelled`;
  const body = reportOfIssue(happened.event, settings);
  return { id, kind: "jira.labelled", provenance: "internal", body, dropReason: null };
}

/** A labelled issue as a report; without JIRA_URL its page is where the payload says that it is. */
function reportOfIssue(
  { issue, user }: IssueEvent,
  { PEOPLE: people, RULES: rules, JIRA_URL: site }: Known,
): ReportOf<JiraOrigin> {
  const { key, fields } = issue;
  const words = adfToText(fields.description);
  const { repository } = namedRepository(words);
  const text = reportWords(words);
  const project = fields.project?.key ?? key.slice(0, key.lastIndexOf("-"));
  return {
    type: "bug",
    source: "jira",
    // Whoever we know goes by their id, so that the rule about own requests holds for them.
    by: actorOfJira(people, user),
    title: reportTitle(fields.summary, key),
    text,
    ...parseTrace(text),
    events: null,
    users: null,
    level: null,
    // One that the rules don't know is no more than words.
    repository: repository === null ? null : knownRepository(rules.repositories, repository),
    origin: { kind: "jira", issue: key, url: `${siteRoot(site, issue.self)}/browse/${key}` },
    project:
      Object.values(rules.repositories).find(({ jiraProjects }) => jiraProjects.includes(project))?.project ??
      defaultProject,
    channel: rules.bugFix.channel ?? null,
  };
}
