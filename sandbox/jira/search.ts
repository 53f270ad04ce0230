import { randomUUID } from "node:crypto";
import type { Issue } from "./issue.ts";
import { parseJql } from "./jql.ts";
import type { JiraState } from "./state.ts";

export type Found =
  | { kind: "page"; issues: Issue[]; nextPageToken: string | null }
  | { kind: "refused"; message: string };

interface Place {
  jql: string;
  offset: number;
  until: number;
}

/**
 * The search, page by page. A page is looked for when it is asked for: what changes in between shifts the rest, as nobody
 * promises that it doesn't.
 */
export class JiraSearch {
  #places = new Map<string, Place>();
  readonly #state: JiraState;

  constructor(state: JiraState) {
    this.#state = state;
  }

  find(jql: string, maxResults: number, token: string | undefined): Found {
    const read = parseJql(jql);
    if (!read) return refused(`the sandbox doesn't know the search ${jql}`);
    const place = token === undefined ? { jql, offset: 0, until: Infinity } : this.#places.get(token);
    if (place === undefined || place.jql !== jql || place.until <= Date.now())
      return refused("The nextPageToken is invalid or has expired.");
    const { timeZone, pageSize, tokenMs } = this.#state.settings;
    const now = this.#state.now();
    const found = this.#state.issues
      .filter((issue) => {
        const updated = this.#known(issue);
        return updated !== null && read.matches(issue, { updated, now, timeZone });
      })
      .toSorted(read.order);
    const end = place.offset + Math.min(maxResults, pageSize);
    const next = end < found.length ? randomUUID() : null;
    if (next !== null) this.#places.set(next, { jql, offset: end, until: Date.now() + tokenMs });
    return { kind: "page", issues: found.slice(place.offset, end), nextPageToken: next };
  }

  /** When the search believes an issue to have been updated; null: it has never heard of it. */
  #known({ updated, indexed }: Issue): string | null {
    return Date.now() - indexed.writtenAt < this.#state.settings.searchLagMs ? indexed.before : updated;
  }
}

const refused = (message: string): Found => ({ kind: "refused", message });
