import { isFinal, type TaskStatus } from "../../../../../shared/domain/task-status.ts";

/** What people can do with a task as it stands. */
export interface Moves {
  retry: boolean;
  cancel: boolean;
  answer: boolean;
  topUp: boolean;
}

/** @param isCancelling somebody has asked for its end */
export function movesIn(status: TaskStatus, isCancelling: boolean): Moves {
  const isOpen = !isFinal(status);
  return {
    retry: !isOpen && status !== "done",
    cancel: isOpen && !isCancelling,
    answer: status === "waiting_reply" && !isCancelling,
    topUp: isOpen && !isCancelling,
  };
}
