import { useApi } from "../../api/use-api.ts";

/** All projects by name, the one that takes the rest first. */
export function useProjects(): string[] {
  const { data } = useApi("GET /api/settings");
  return [...new Set(["default", ...Object.keys(data?.rules.value.projects ?? {})])];
}
