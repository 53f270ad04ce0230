import { type JobPanels, plainJob } from "../job-panels.ts";

/** Texts: all of their work is seen in what it proposes. */
export const editorial: JobPanels = { ...plainJob, kinds: ["blog_post", "social_post", "slack_report"] };
