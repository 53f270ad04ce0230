import { type JobPanels, plainJob } from "../job-panels.ts";

/** Single actions, each of its own kind, and what the system tells by itself. */
export const errand: JobPanels = { ...plainJob, kinds: ["digest"] };
