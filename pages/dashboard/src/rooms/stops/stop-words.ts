import type { Answer } from "../../api/client.ts";
import { integrationName } from "../overview/integration-words.ts";

export type StopView = Answer<"GET /api/stops">["ended"][number];

type Scope = StopView["scope"];

/** What can be stopped, as people choose it. */
export const scopeNames: Record<Scope, string> = {
  all: "Everything",
  project: "A project",
  job: "A job",
  service: "A service",
  action_kind: "A kind of action",
};

const before: Record<Exclude<Scope, "all">, string> = {
  project: "Project",
  job: "Job",
  service: "Service",
  action_kind: "Kind of action",
};

/** How what can be stopped is called on the dashboard; the command line knows it by its bare name. */
export function stoppableName(scope: Scope, name: string): string {
  const known = scope === "service" ? integrationName(name) : name;
  return known.toLowerCase().includes(name.toLowerCase()) ? known : `${known} (${name})`;
}

/** What a stop is for. */
export function stoppedWhat({ scope, name }: Pick<StopView, "scope" | "name">): string {
  return scope === "all" ? "Everything" : `${before[scope]} ${stoppableName(scope, name)}`;
}
