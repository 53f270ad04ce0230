import { rulesSchema } from "../../../../../../shared/policy/rules.ts";
import { problemsIn } from "../../../parts/form/problems.ts";
import type { Rules } from "../setting.ts";

const repositories = rulesSchema.shape.repositories.unwrap();

/** What can be said of a repository. */
export const repositoryFields = Object.keys(repositories.valueType.shape);

/** What somebody has typed as JSON: repositories by their names, or what is wrong with it in words. */
export function repositoriesFrom(json: string): { value: Rules["repositories"] } | { problem: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    return { problem: `It is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const { data, success } = repositories.safeParse(parsed);
  if (success) return { value: data };
  const problems = Object.entries(problemsIn(repositories, parsed));
  return { problem: problems.map(([path, words]) => (path === "" ? words : `${path}: ${words}`)).join(" ") };
}
