import { type ArtefactName, type SuggestionRow, suggestionsOf } from "../../db/artefacts.ts";
import type { Change } from "../../domain/artefacts/artefact.ts";
import { sameChange, supersedes } from "../../domain/artefacts/suggestions.ts";
import { canonicalJson, sha256 } from "../../platform/digest.ts";
import type { Ground } from "../ground.ts";

/** Where suggestions come from. */
interface Origin {
  reason: string;
  taskId: string | null;
  actionId: string | null;
}

/**
 * The rows of suggestions, and the ids of older ones whose place they take. What waits already, or was dismissed in the
 * same words, is not said again. The same from the same origin has the same id.
 */
export async function suggestionRows(
  ground: Ground,
  name: ArtefactName,
  changes: readonly Change[],
  { reason, taskId, actionId }: Origin,
): Promise<{ rows: SuggestionRow[]; superseded: string[] }> {
  if (changes.length === 0) return { rows: [], superseded: [] };
  const known = await suggestionsOf(ground.db, name, ["open", "dismissed"]);
  const fresh = changes.filter((change) => !known.some((one) => sameChange(one.change, change)));
  const rows = await Promise.all(
    fresh.map(async (change) => ({
      id: (await sha256(canonicalJson([name.project, name.kind, actionId ?? taskId, change]))).slice(0, 32),
      ...name,
      entryId: change.id,
      change,
      reason,
      taskId,
      actionId,
      state: "open" as const,
      decidedBy: null,
      decidedAt: null,
      at: ground.now(),
    })),
  );
  const superseded = known
    .filter((one) => one.state === "open" && fresh.some((change) => supersedes(change, one.change)))
    .map(({ id }) => id);
  return { rows, superseded };
}
