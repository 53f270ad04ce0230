/** Where a repository stands. */
export interface Head {
  /** What it is called now: `owner/name`. */
  repository: string;
  branch: string;
  /** SHA of the commit. */
  commit: string;
}

/** What is read of a repository at one commit. */
export interface Snapshot extends Head {
  /** Paths of its own files, the topmost first. */
  files: readonly string[];
  /** Whether these are all. */
  isWhole: boolean;
  /** Texts of those that were read, by path. */
  texts: ReadonlyMap<string, string>;
}
