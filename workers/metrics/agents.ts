import { jobs } from "../../shared/jobs/registry.ts";
import type { AgentOf } from "./totals.ts";

/** Who does the jobs' tasks, as the metrics call them. */
export const agents = jobs.map(({ name, agent = name }) => agent);

export const agentOf: AgentOf = (taskId) => {
  const job = jobs.find(({ name }) => taskId.startsWith(`${name}-`));
  return job?.agent ?? job?.name ?? "unknown";
};
