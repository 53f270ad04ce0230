import { kindWords } from "../actions/registry.ts";

/** The kind of a task as long as nobody knows what is wanted. */
export const undecided = "undecided";

/** What a task is called: what it is about, or what it is as long as nobody knows. */
export function taskName({ title, kind }: { title: string | null; kind: string }): string {
  return title ?? (kind === undecided ? "Not understood yet" : kindWords(kind));
}
