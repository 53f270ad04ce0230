import type { Answer } from "../../../api/client.ts";

export type Bundle = Answer<"GET /api/bundles/{bundle}">;
export type BundleItem = Bundle["items"][number];

/** The pieces of a bundle as people see them: the newest version of each. What an edit has replaced is left out. */
export function piecesOf(items: readonly BundleItem[]): BundleItem[] {
  const newest = new Map(items.map((item) => [keyOf(item), item]));
  return items
    .filter((item) => newest.get(keyOf(item)) === item)
    .toSorted((a, b) => firstAt(items, a) - firstAt(items, b));
}

/** What stays the same about a piece through its versions. */
export function keyOf({ kind, target }: Pick<BundleItem, "kind" | "target">): string {
  return `${kind} ${target}`;
}

function firstAt(items: readonly BundleItem[], piece: BundleItem): number {
  return items.findIndex((item) => keyOf(item) === keyOf(piece));
}
