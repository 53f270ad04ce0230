import type { Job } from "../spine/job.ts";
import { assembleJobs } from "../spine/jobs.ts";
import { rulesSchema } from "./rules.ts";
import { bugFix } from "./bug-fix/job.ts";
import { delivery } from "./delivery/job.ts";
import { editorial } from "./editorial/job.ts";
import { errand } from "./errand/job.ts";
import { meetings } from "./meetings/job.ts";
import { projectWatch } from "./project-watch/job.ts";

/** The jobs of this house, in the order in which they are offered a signal. A new one is its folders and a line. */
export const jobs: readonly Job[] = [editorial, errand, bugFix, delivery, meetings, projectWatch];

/** The same as the spine asks for them. */
export const jobCards = assembleJobs(jobs, rulesSchema);
