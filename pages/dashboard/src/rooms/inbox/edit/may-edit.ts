import type { Rights } from "../rights.ts";
import { timeOf } from "./edit-draft.ts";

/** Whether somebody may word something anew, or move it: they have a say in it, and it has words or a time. */
export function mayEdit(
  { wording, payload }: { wording: readonly string[]; payload: unknown },
  rights: Rights,
): boolean {
  return (rights.approve || rights.refuse) && (wording.length > 0 || timeOf(payload) !== undefined);
}
