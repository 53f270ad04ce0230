import { answerStatements } from "../spine/answer-signal.ts";
import type { Spine } from "../spine/context.ts";
import type { Offered } from "../spine/job.ts";
import type { PullRequestEvent } from "./pull-request-event.ts";

/** A change's job takes what has happened on its pull request, as statements. */
export function took(spine: Spine, signal: Offered<PullRequestEvent>, taskId: string) {
  const job = spine.jobs.ofTask(taskId)?.name ?? "none";
  return answerStatements(spine, signal, { job, answer: "took", reason: null, taskId });
}
