import { publishingOf } from "../../../../../shared/jobs/editorial/rules.ts";
import { useApi } from "../../api/use-api.ts";

/** The zone in which a project's times are set; null until it is known. */
export function useZone(project: string): string | null {
  const { data } = useApi("GET /api/settings");
  return data === undefined ? null : publishingOf(data.rules.value, project).timeZone;
}
