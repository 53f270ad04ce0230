import type { WorkQueue } from "../spine/job-card.ts";

/** What people wait for: texts, and actions that somebody has proposed. */
export const contentTasks: WorkQueue = {
  name: "content-tasks",
  of: (env) => env.CONTENT_TASKS,
  deadLetters: (env) => env.CONTENT_TASKS_DLQ,
};

/** Reports of bugs, and what happens to the pull requests that came of them. */
export const planningTasks: WorkQueue = {
  name: "planning-tasks",
  of: (env) => env.PLANNING_TASKS,
  deadLetters: (env) => env.PLANNING_TASKS_DLQ,
};

/** What was said in meetings. */
export const meetingTasks: WorkQueue = {
  name: "meeting-tasks",
  of: (env) => env.MEETING_TASKS,
  deadLetters: (env) => env.MEETING_TASKS_DLQ,
};
