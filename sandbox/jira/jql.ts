import type { Issue } from "./issue.ts";

/** A search, read. */
export interface Jql {
  matches: (issue: Issue, seen: Seen) => boolean;
  order: (a: Issue, b: Issue) => number;
}

/** What the search knows of an issue, and the moment at which it looks. */
export interface Seen {
  updated: string;
  now: number;
  /** Where the account is: dates are read there. */
  timeZone: string;
}

type Test = Jql["matches"];

/** The clauses that are played, each with what it tests. */
const clauses: readonly [RegExp, (...parts: string[]) => Test][] = [
  [
    /^issuetype = "([^"]+)"$/,
    (name) =>
      ({ type }) =>
        type === name,
  ],
  [
    /^status = "([^"]+)"$/,
    (name) =>
      ({ status }) =>
        status === name,
  ],
  [
    /^project = ([A-Z][A-Z0-9]+)$/,
    (key) =>
      ({ project }) =>
        project === key,
  ],
  [
    /^project in \(([^)]+)\)$/,
    (keys = "") =>
      ({ project }) =>
        listed(keys).includes(project),
  ],
  [
    /^labels in \(("[^"\s]+"(?:, "[^"\s]+")*)\)$/,
    (names = "") =>
      ({ labels }) =>
        labels.some((label) =>
          listed(names).some((name) => name.toLowerCase() === `"${label.toLowerCase()}"`),
        ),
  ],
  [
    /^labels = "([^"\s]+)"$/,
    (label = "") =>
      ({ labels }) =>
        labels.includes(label),
  ],
  [
    /^key in \(([^)]+)\)$/,
    (keys = "") =>
      ({ key }) =>
        listed(keys).includes(key),
  ],
  [
    /^id in \(([\d,\s]+)\)$/,
    (ids = "") =>
      ({ id }) =>
        listed(ids).includes(id),
  ],
  [
    /^updated >= -(\d+)m$/,
    (minutes) =>
      (_issue, { updated, now }) =>
        Date.parse(updated) >= minuteOf(now) - Number(minutes) * 60_000,
  ],
  [
    /^updated >= "(\d{4}-\d{2}-\d{2} \d{2}:\d{2})"$/,
    (date = "") =>
      (_issue, { updated, timeZone }) =>
        wallClock(Date.parse(updated), timeZone) >= date,
  ],
];

/** What the stand-in makes of a search; null for one that it doesn't know. */
export function parseJql(jql: string): Jql | null {
  const [, where = "", field = "created", direction = "ASC"] =
    /^(.*?)(?: ORDER BY (updated|created|key|id)(?: (ASC|DESC))?)?$/.exec(jql.trim()) ?? [];
  const tests = where.split(" AND ").map(testOf);
  if (tests.includes(null)) return null;
  const sign = direction === "DESC" ? -1 : 1;
  return {
    matches: (issue, seen) => tests.every((test) => test?.(issue, seen)),
    order: (a, b) => sign * compare(a, b, field),
  };
}

function testOf(clause: string): Test | null {
  const [, either] = /^\((.+ OR .+)\)$/.exec(clause.trim()) ?? [];
  if (either !== undefined) {
    const tests = either.split(" OR ").map(testOf);
    return tests.includes(null) ? null : (issue, seen) => tests.some((test) => test?.(issue, seen));
  }
  for (const [form, test] of clauses) {
    const found = form.exec(clause.trim());
    if (found) return test(...found.slice(1));
  }
  return null;
}

function compare(a: Issue, b: Issue, field: string): number {
  const newer = field === "updated" ? Date.parse(a.updated) - Date.parse(b.updated) : 0;
  const later = field === "created" ? Date.parse(a.created) - Date.parse(b.created) : 0;
  return newer || later || Number(a.id) - Number(b.id);
}

const listed = (text: string): string[] => text.split(",").map((one) => one.trim());

/** Jira counts in whole minutes. */
const minuteOf = (ms: number): number => Math.floor(ms / 60_000) * 60_000;

/** What a clock in a time zone shows: "2026-11-21 14:05". */
function wallClock(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(ms);
}
