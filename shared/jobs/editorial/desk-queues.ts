import type { WorkQueue } from "../../spine/job-card.ts";
import { contentTasks, meetingTasks } from "../queues.ts";
import type { Desk } from "./desk.ts";

/** The queue of each desk. */
export const deskQueues = {
  content: contentTasks,
  community: {
    name: "community-tasks",
    of: (env) => env.COMMUNITY_TASKS,
    deadLetters: (env) => env.COMMUNITY_TASKS_DLQ,
  },
  feedback: {
    name: "feedback-tasks",
    of: (env) => env.FEEDBACK_TASKS,
    deadLetters: (env) => env.FEEDBACK_TASKS_DLQ,
  },
  growth: {
    name: "growth-tasks",
    of: (env) => env.GROWTH_TASKS,
    deadLetters: (env) => env.GROWTH_TASKS_DLQ,
  },
  meeting: meetingTasks,
  report: {
    name: "report-tasks",
    of: (env) => env.REPORT_TASKS,
    deadLetters: (env) => env.REPORT_TASKS_DLQ,
  },
} as const satisfies Record<Desk, WorkQueue>;
