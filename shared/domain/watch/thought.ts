import { z } from "zod";

export const importances = ["noise", "routine", "notable", "urgent"] as const;
export type Importance = (typeof importances)[number];

/** What a signal is about. */
export const categories = [
  "risk",
  "issue",
  "dependency",
  "assumption",
  "decision",
  "milestone",
  "scope",
  "progress",
  "absence",
  "question",
  "other",
] as const;
export type Category = (typeof categories)[number];

/** One thing that a signal says, in the words of whoever read it, with the place where it is said. */
export const watchFactSchema = z.strictObject({
  category: z.enum(categories),
  /** One sentence. */
  text: z.string().min(1).max(400),
  /** The very words, found in the cleaned text. */
  quote: z.string().min(1).max(400),
});
export type WatchFact = z.infer<typeof watchFactSchema>;

/** What was thought of a signal; kept in its row. */
export interface Thought {
  importance: Importance;
  category: Category;
  /** Why, in one sentence. */
  why: string;
}

/** What became of a signal. */
export const watchSignalStates = ["new", "taken", "done", "given_up"] as const;
export type WatchSignalState = (typeof watchSignalStates)[number];
