import { bugFix } from "./bug-fix/panels.tsx";
import { delivery } from "./delivery/panels.tsx";
import { editorial } from "./editorial/panels.tsx";
import { errand } from "./errand/panels.ts";
import { type JobPanels, plainJob } from "./job-panels.ts";
import { meetings } from "./meetings/panels.tsx";
import { projectWatch } from "./project-watch/panels.tsx";

/** What each job adds to the dashboard, by the job's name: with that the ids of its tasks begin. */
export const panels: Readonly<Record<string, JobPanels>> = {
  editorial,
  errand,
  "bug-fix": bugFix,
  delivery,
  meetings,
  "project-watch": projectWatch,
};

export const allPanels: readonly JobPanels[] = Object.values(panels);

/** What the job of a task adds. */
export function panelsOf(taskId: string): JobPanels {
  const found = Object.entries(panels).find(([name]) => taskId.startsWith(`${name}-`));
  return found?.[1] ?? plainJob;
}
