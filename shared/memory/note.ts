import { rememberStatement } from "../db/memories.ts";
import type { Memory } from "../domain/memory.ts";
import { memoryId } from "./memory-id.ts";
import type { Spine } from "../spine/context.ts";
import { record } from "../spine/record.ts";

/** Writes down what somebody wants remembered; the same key is the same note. */
export async function takeNote(
  spine: Spine,
  {
    project,
    title,
    text,
    by,
    onceKey,
  }: { project: string; title: string; text: string; by: string; onceKey: string },
): Promise<Memory> {
  const memory: Memory = {
    id: await memoryId(`note/${by}/${onceKey}`),
    project,
    kind: "note",
    title,
    text,
    url: null,
    taskId: null,
    by,
    provenance: "internal",
    at: spine.now(),
  };
  const noted = {
    id: `${memory.id}/noted`,
    at: memory.at,
    taskId: null,
    type: "memory.noted",
    summary: `${by} wrote something down for ${project}`,
    data: { memoryId: memory.id, project, by },
  } as const;
  await record(spine, [noted], [rememberStatement(spine.db, memory)]);
  return memory;
}
