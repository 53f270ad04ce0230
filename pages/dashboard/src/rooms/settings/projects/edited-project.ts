import { projectRules } from "../../../../../../shared/policy/rules.ts";
import { rulesSchema } from "../../../../../../shared/jobs/rules.ts";
import { newDiscord } from "../../../../../../shared/policy/settings-guards.ts";
import { type Problems, problemsIn } from "../../../parts/form/problems.ts";
import type { EditedPerson, Project, Rules } from "../setting.ts";

const schema = rulesSchema.shape.projects.unwrap();

/** A project while it is edited, with the name under which the rules have it. */
export interface EditedProject {
  name: string;
  project: Project;
}

/** The project of a name as it counts; a new one where there is none (`name` null). */
export function projectIn(rules: Rules, name: string | null): EditedProject {
  return { name: name ?? "", project: projectRules(rules, name ?? "") };
}

/** The rules with a project in the place of the one that it was, or added. */
export function withProject(rules: Rules, { name, project }: EditedProject): Rules {
  return { ...rules, projects: { ...rules.projects, [name]: project } };
}

/** What is wrong with a project, by field. `before` is the name that it had; null: it is new. */
export function projectProblems(
  draft: EditedProject,
  { rules, people, before }: { rules: Rules; people: readonly EditedPerson[]; before: string | null },
): Problems {
  const { name, project } = draft;
  const after = withProject(rules, draft);
  const ofName = problemsIn(schema.keyType, name)[""];
  const ofProject = problemsIn(schema.valueType, project);
  const clashes = newDiscord({ people, rules }, { people, rules: after }).flatMap(({ paths, words }) =>
    paths
      .filter((path) => path.startsWith(`projects.${name}.`))
      .map((path): [string, string] => [path.replace(`projects.${name}.`, "project."), `${words}.`]),
  );
  const isNobody = Object.values(project.approvers).some((ids) => ids.length === 0);
  const isTaken = before === null && Object.hasOwn(rules.projects, name);
  return {
    ...(isTaken ? { name: "There is a project of this name." } : {}),
    ...(ofName === undefined ? {} : { name: ofName }),
    ...Object.fromEntries(clashes),
    ...Object.fromEntries(Object.entries(ofProject).map(([path, words]) => [`project.${path}`, words])),
    ...(isNobody
      ? { "project.approvers": "Name somebody for each kind: with nobody, nobody could decide." }
      : {}),
  };
}
