import { type Job, jobOfTask } from "../../../../shared/spine/jobs.ts";
import { bugFix } from "./bug-fix/panels.tsx";
import { editorial } from "./editorial/panels.ts";
import { errand } from "./errand/panels.ts";
import { type JobPanels, plainJob } from "./job-panels.ts";

/** What each job adds to the dashboard. */
const panels: Record<Job, JobPanels> = { editorial, errand, "bug-fix": bugFix };

export const allPanels: readonly JobPanels[] = Object.values(panels);

/** What the job of a task adds. */
export function panelsOf(taskId: string): JobPanels {
  const job = jobOfTask(taskId);
  return job === null ? plainJob : panels[job];
}
