import { bugFix } from "./bug-fix/panels.tsx";
import { editorial } from "./editorial/panels.ts";
import { errand } from "./errand/panels.ts";
import { type JobPanels, plainJob } from "./job-panels.ts";

/** What each job adds to the dashboard, by its name. A job that adds nothing needs no line. */
const panels: Readonly<Record<string, JobPanels>> = { editorial, errand, "bug-fix": bugFix };

export const allPanels: readonly JobPanels[] = Object.values(panels);

/** What the job of a task adds: the task's id begins with its name. */
export function panelsOf(taskId: string): JobPanels {
  const job = Object.keys(panels).find((name) => taskId.startsWith(`${name}-`));
  return (job === undefined ? undefined : panels[job]) ?? plainJob;
}
