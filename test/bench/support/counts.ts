/** "place operation" → how often. One isolate runs all of a Worker's handlers and classes locally, so one map sees all. */
export const counts = new Map<string, number>();

/** Once more, or so many more. */
export function count(what: string, by = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + by);
}
