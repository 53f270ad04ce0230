/** What a branch of ours is made for; its name begins with it. */
export type ChangeKind = "fix" | "story";

/** The branch of a task's change. */
export function changeBranch(kind: ChangeKind, taskId: string): string {
  return `${kind}/${taskId}`;
}

/** Whether a branch is called as those of changes are. */
export function isChangeBranch(branch: string): boolean {
  return prefix.test(branch);
}

/** The tasks that a branch may be of: one made anew for a later plan ends with that plan's number. */
export function tasksOfBranch(branch: string): string[] {
  const task = branch.replace(prefix, "");
  return [task, task.replace(/-\d+$/, "")];
}

const prefix = /^(?:fix|story)\//;
