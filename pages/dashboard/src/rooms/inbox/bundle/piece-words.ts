import { kindWords } from "../../../actions/registry.ts";
import type { BundleItem } from "./bundle-items.ts";

/** What a piece is called among others: where it goes, and its title where it has one. */
export function nameOfPiece(piece: Pick<BundleItem, "kind" | "title"> | undefined): string {
  if (piece === undefined) return "A piece that is not there any more";
  const words = kindWords(piece.kind);
  return piece.title.startsWith("Post on ") ? words : `${words}: ${piece.title}`;
}

const ways: Record<NonNullable<BundleItem["effect"]>, string> = {
  pending: "It is on its way.",
  applied: "It is out.",
  failed: "It failed.",
  unknown: "Nobody can tell whether it went out.",
};

/** How far a piece is that people have decided on; null: nothing is to be said. */
export function wayWords({ status, effect }: Pick<BundleItem, "status" | "effect">): string | null {
  if (status !== "approved" && status !== "released") return null;
  return effect === null ? null : ways[effect];
}
