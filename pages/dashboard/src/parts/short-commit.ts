/** A commit as people say it. */
export const shortCommit = (commit: string): string => commit.slice(0, 7);
