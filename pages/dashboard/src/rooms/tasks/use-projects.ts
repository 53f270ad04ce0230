import { defaultProject, projectNames } from "../../../../../shared/policy/rules.ts";
import { useApi } from "../../api/use-api.ts";

/** All projects by name, the one that takes the rest first. */
export function useProjects(): string[] {
  const { data } = useApi("GET /api/settings");
  return data === undefined ? [defaultProject] : projectNames(data.rules.value);
}
