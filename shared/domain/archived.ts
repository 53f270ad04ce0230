/** Where a task's records are that have moved to the archive. */
export interface Archived {
  /** SHA-256 of the lines, lower-case hex: what is read there is what was written. */
  digest: string;
  /** The last fact that moved; what was recorded later is in D1. */
  lastSeq: number;
  at: number;
}

/** R2 key of a task's lines. The digest stands in it, so that no attempt ever writes over another's. */
export function archiveKey(taskId: string, digest: string): string {
  return `archive/tasks/${taskId}/${digest}.jsonl`;
}

/** What is left in D1 of a signal whose words have moved: its name still keeps it from being taken up again. */
export function bodyLeft(taskId: string): object {
  return { type: "archived", taskId };
}

/** The task of an action, an approval or a bundle, by its id. */
export function taskOfId(id: string): string {
  const [taskId = id] = id.replace(/^approval-/, "").split(".");
  return taskId;
}
