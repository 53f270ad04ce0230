import type { Press } from "../../parts/keys/press.ts";

/** What a key means in the inbox, and how the help names it. */
export const shortcuts = {
  next: { keys: ["j", "ArrowDown"], shown: ["j", "↓"], does: "Go to the next one in the list" },
  previous: { keys: ["k", "ArrowUp"], shown: ["k", "↑"], does: "Go to the one before" },
  open: { keys: ["Enter"], shown: ["Enter"], does: "Open it, and read it from its beginning" },
  approve: { keys: ["a"], shown: ["a"], does: "Approve; on a hold, release it now" },
  reject: { keys: ["x"], shown: ["x"], does: "Reject; on a hold, cancel it" },
  revise: { keys: ["r"], shown: ["r"], does: "Ask for a revision" },
  back: { keys: ["Escape"], shown: ["Esc"], does: "Go back to the list" },
  help: { keys: ["?"], shown: ["?"], does: "Show these shortcuts" },
} as const;

export type Command = keyof typeof shortcuts;

const commands = new Map<string, Command>();
for (const command of ["next", "previous", "open", "approve", "reject", "revise", "back", "help"] as const)
  for (const key of shortcuts[command].keys) commands.set(key, command);

const walking: ReadonlySet<Command> = new Set(["next", "previous"]);

/** What a key press asks for; null: nothing of ours, the browser has it. */
export function commandOf({ key, modified, repeated, within }: Press): Command | null {
  if (modified || within === "text" || within === "dialog") return null;
  const command = commands.get(key.length === 1 ? key.toLowerCase() : key);
  if (command === undefined) return null;
  // A key that is held down may walk on, but never decides about the next one.
  if (repeated && !walking.has(command)) return null;
  // Outside the list the arrows scroll the page, and Enter presses what has the focus.
  if (key.startsWith("Arrow")) return within === "list" ? command : null;
  if (command === "open") return within === "page" ? command : null;
  return command;
}
