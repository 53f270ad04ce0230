import type { LedgerEntry } from "../domain/ledger.ts";
import { rememberedIn } from "../policy/rules.ts";
import type { Spine } from "../spine/context.ts";
import { fact } from "../spine/record.ts";
import { type DrawnOn, type MemoryMaterial, memoryMaterial } from "./memory-material.ts";
import { recall, type Recalled } from "./recall.ts";

/** So much is remembered for one text or plan at most, and so much of what it is about is looked for. */
const mostRemembered = 3;
const longestAbout = 2000;

/** So much is looked through, where some of it is known already. */
const mostLookedThrough = 20;

/**
 * What is remembered of what somebody is about to write or plan: of its project, and of those that both sides' rules name.
 * @param known documents that are read anyway
 */
export async function recalledFor(
  spine: Spine,
  project: string,
  about: string,
  known: readonly string[] = [],
): Promise<Recalled[]> {
  const projects = rememberedIn(spine.settings.RULES, project);
  const most = known.length === 0 ? mostRemembered : mostLookedThrough;
  const found = await recall(spine, about.slice(0, longestAbout), { projects }, most);
  return found
    .filter(({ memory: { partOf } }) => partOf === null || !known.includes(partOf))
    .slice(0, mostRemembered);
}

/** The same as material for a prompt; null: nothing that is close enough. */
export async function rememberedFor(
  spine: Spine,
  project: string,
  about: string,
  known: readonly string[] = [],
): Promise<MemoryMaterial | null> {
  return memoryMaterial(await recalledFor(spine, project, about, known));
}

/** The fact that memories were drawn on. `key`: for what, the same when a step runs again. */
export function usedFact(
  spine: Spine,
  taskId: string,
  key: string,
  drawnOn: readonly DrawnOn[],
  data: Record<string, unknown> = {},
): LedgerEntry {
  const summary = drawnOn.map(({ title }) => `“${title}”`).join(", ");
  return fact(spine, taskId, `memory/${key}`, "memory.used", summary, {
    ...data,
    memories: drawnOn.map(({ id, title, url, taskId: from, project }) => ({
      id,
      title,
      url,
      taskId: from,
      project,
    })),
  });
}
