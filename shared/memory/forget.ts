import { forgetPartsStatements, forgetStatements } from "../db/memories.ts";
import { dropProposalsOn } from "../db/house.ts";
import type { Memory } from "../domain/memory.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "../spine/context.ts";
import { record } from "../spine/record.ts";
import { placeNew } from "./place-new.ts";

/**
 * Has something forgotten: its row and its words are gone with the receipt, as are the other parts of its document and house rules that were proposed
 * because of it; an index elsewhere is told at once, and again every minute until it has heard. Returns the receipt: a fact that says who
 * wanted it, and nothing of what it was.
 */
export async function forget(
  spine: Spine,
  { id, project, kind, partOf = null }: Pick<Memory, "id" | "project" | "kind" | "partOf">,
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
    data: { memoryId: id, project, kind, by, ...(partOf === null ? {} : { document: partOf }) },
  } as const;
  await record(
    spine,
    [fact],
    [
      ...forgetStatements(spine.db, id, at),
      ...(partOf === null ? [] : forgetPartsStatements(spine.db, partOf, at)),
      dropProposalsOn(spine.db, [id]),
    ],
  );
  try {
    await placeNew(spine);
  } catch (error) {
    log.warn("memory.not_taken_out", { reason: describeError(error) });
  }
  return receipt;
}
