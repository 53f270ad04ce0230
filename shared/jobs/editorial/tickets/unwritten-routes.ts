import { jiraPlaces } from "../../../policy/known-places.ts";
import type { Rules } from "../../../policy/rules.ts";

/** What in the rules keeps issues that ask for texts from being told of them, in words for who sees to the rules. */
export function unwrittenRoutes(rules: Rules): string[] {
  const places = jiraPlaces(rules);
  if (places.length === 0) return [];
  return rules.editorial.routes.flatMap(({ label, project }, at) =>
    label === undefined || project === undefined || places.some(({ projects }) => projects.includes(project))
      ? []
      : `route ${at + 1} gives issues with the label ${label} to ${project}, which has no Jira project of its own: nothing is written there`,
  );
}
