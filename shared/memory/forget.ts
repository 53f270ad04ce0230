import { forgetStatements } from "../db/memories.ts";
import type { MemoryRow } from "../db/schema.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "../spine/context.ts";
import { record } from "../spine/record.ts";
import { placeNew } from "./place-new.ts";

/**
 * Has something forgotten: its row and its words are gone with the receipt, and an index elsewhere is told at once, and again every minute until
 * it has heard. Returns the receipt: a fact that says who wanted it, and nothing of what it was.
 */
export async function forget(
  spine: Spine,
  { id, project, kind }: Pick<MemoryRow, "id" | "project" | "kind">,
  by: string,
): Promise<string> {
  const at = spine.now();
  const receipt = `${id}/forgotten`;
  const fact = {
    id: receipt,
    at,
    taskId: null,
    type: "memory.forgotten",
    summary: `${by} had a ${kind} of ${project} forgotten`,
    data: { memoryId: id, project, kind, by },
  } as const;
  await record(spine, [fact], forgetStatements(spine.db, id, at));
  try {
    await placeNew(spine);
  } catch (error) {
    log.warn("memory.not_taken_out", { reason: describeError(error) });
  }
  return receipt;
}
