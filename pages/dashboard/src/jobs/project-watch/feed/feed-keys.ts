import type { Press } from "../../../parts/keys/press.ts";

/** What a key means in the feed. */
export type FeedCommand = "next" | "previous" | "right" | "wrong";

const keys = new Map<string, FeedCommand>([
  ["j", "next"],
  ["k", "previous"],
  ["y", "right"],
  ["n", "wrong"],
]);

/** What a key press asks for; null: nothing of ours. A key that is held down may walk on, but never says anything of a signal. */
export function feedCommand({ key, modified, repeated, within }: Press): FeedCommand | null {
  if (modified || within === "text" || within === "dialog") return null;
  const command = keys.get(key.toLowerCase()) ?? null;
  return repeated && (command === "right" || command === "wrong") ? null : command;
}
