import { knownRepository, namedRepository } from "../../named-repository.ts";
import type { ReportOf } from "../../report-parts.ts";
import { reportTitle, reportWords } from "../../report-words.ts";
import { parseTrace } from "../../stack-trace.ts";
import { actorOfJira } from "../../../../domain/actor.ts";
import type { Person } from "../../../../domain/person.ts";
import { defaultProject, type Rules } from "../../../../policy/rules.ts";
import { adfToText } from "../../../../integrations/jira/adf-to-text.ts";
import { siteRoot } from "../../../../integrations/jira/site-root.ts";
import type { IssueEvent } from "../../../../integrations/jira/wire.ts";
import type { JiraOrigin } from "./source.ts";

/** A labelled issue as a report. @param site the root of Jira's pages; absent: where the payload says that it is. */
export function reportOfIssue(
  { issue, user }: IssueEvent,
  { people, rules, site }: { people: readonly Person[]; rules: Rules; site: string | undefined },
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
