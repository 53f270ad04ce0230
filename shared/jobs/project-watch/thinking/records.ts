import { and, eq } from "drizzle-orm";
import { watchItems } from "../../../db/schema.ts";
import { projectRules } from "../../../policy/rules.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import { readArtefact } from "../../../spine/artefacts/read-artefact.ts";
import type { Spine } from "../../../spine/context.ts";
import { localDay } from "../../../domain/local-day.ts";
import type { Records } from "./known.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** More tickets than this no project is thought about with. */
const mostItems = 5000;

/** Reads a project's own records: what a model may name is among them. @throws SignalboxError `not_found` for a project that isn't watched. */
export async function recordsOf(spine: Spine, project: string): Promise<Records> {
  const { db, settings } = spine;
  const { RULES, PEOPLE, GITHUB_URL } = settings;
  const watch = lookUp(RULES.projectWatch, project);
  if (watch === undefined) throw new SignalboxError("not_found", `${project} is not watched any more`);
  const [items, raid_log, delivery_state, backlog_summary, decision_log] = await Promise.all([
    db
      .select({ item: watchItems.item })
      .from(watchItems)
      .where(and(eq(watchItems.project, project)))
      .limit(mostItems),
    readArtefact(db, project, "raid_log"),
    readArtefact(db, project, "delivery_state"),
    readArtefact(db, project, "backlog_summary"),
    readArtefact(db, project, "decision_log"),
  ]);
  const jiraProject = watch.jira?.project ?? null;
  return {
    project,
    today: localDay(spine.now(), watch.timeZone),
    jiraProject,
    rules: projectRules(RULES, project),
    people: PEOPLE,
    items: items.map(({ item }) => item),
    repositories: Object.entries(RULES.repositories).flatMap(([name, { jiraProjects }]) =>
      jiraProject !== null && jiraProjects.includes(jiraProject) ? [name] : [],
    ),
    githubUrl: GITHUB_URL,
    artefacts: { raid_log, delivery_state, backlog_summary, decision_log },
  };
}
