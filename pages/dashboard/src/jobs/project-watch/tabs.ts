/** The tabs of a project's room, as its addresses have them. */
export const tabs = [
  "now",
  "raid",
  "delivery",
  "backlog",
  "decisions",
  "feed",
  "cycles",
  "sources",
  "proposals",
  "autonomy",
  "settings",
] as const;
export type Tab = (typeof tabs)[number];

export const tabWords: Record<Tab, string> = {
  now: "Now",
  raid: "RAID log",
  delivery: "Delivery",
  backlog: "Backlog",
  decisions: "Decisions",
  feed: "Feed",
  cycles: "Cycles",
  sources: "Sources",
  proposals: "Proposals",
  autonomy: "Autonomy",
  settings: "Settings",
};

/** Where a project's room is, or one of its tabs, narrowed to what the query says. */
export function projectAddress(
  project: string,
  tab: Tab = "now",
  query: Readonly<Record<string, string>> = {},
): string {
  const place = `/projects/${encodeURIComponent(project)}${tab === "now" ? "" : `/${tab}`}`;
  const search = new URLSearchParams(query).toString();
  return search === "" ? place : `${place}?${search}`;
}
