import type { CustomFields } from "./custom-fields.ts";

/** A project of ours, and what it is in Jira. */
export interface WatchedProject {
  /** Ours: "web-shop". */
  project: string;
  /** Jira's key: "WEB". */
  key: string;
  /** Root of Jira's pages. */
  root: string;
  fields: CustomFields;
}

/** The project of an issue, by its key. */
export function projectOf(issueKey: string): string {
  return issueKey.slice(0, issueKey.lastIndexOf("-"));
}
