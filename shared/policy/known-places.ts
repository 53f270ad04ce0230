import type { Rules } from "./rules.ts";

/** A Jira project, and the projects whose tickets are there. */
export interface JiraPlace {
  key: string;
  projects: readonly string[];
}

/** The Slack channels that the rules name. */
export function knownChannels(rules: Rules): string[] {
  const { opsChannel, notices, bugFix, projects, projectWatch } = rules;
  const named = [
    opsChannel,
    notices.fallbackChannel,
    bugFix.channel,
    ...Object.values(projects).flatMap(({ channels }) => channels),
    ...Object.values(projectWatch).map(({ channel }) => channel),
  ];
  return [...new Set(named.filter((one) => one !== undefined))];
}

/** The Jira projects that the rules name, each with whose it is. */
export function jiraPlaces({ repositories, projects, projectWatch, editorial }: Rules): JiraPlace[] {
  const named = [
    ...Object.entries(projects).flatMap(([project, { jiraProjects }]) =>
      jiraProjects.map((key) => ({ key, project })),
    ),
    ...Object.values(repositories).flatMap(({ project, jiraProjects }) =>
      jiraProjects.map((key) => ({ key, project })),
    ),
    ...Object.entries(projectWatch).flatMap(([project, { jira }]) =>
      jira === undefined ? [] : [{ key: jira.project, project }],
    ),
    ...Object.entries(editorial.projects).flatMap(([project, { tickets }]) =>
      tickets === undefined ? [] : [{ key: tickets.project, project }],
    ),
  ];
  return [...Map.groupBy(named, ({ key }) => key)].map(([key, places]) => ({
    key,
    projects: places.map(({ project }) => project),
  }));
}
