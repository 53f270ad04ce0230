import { placeStatement, stillToForget, forgotStatement, unplaced } from "../db/memories.ts";
import type { Spine } from "../spine/context.ts";
import { SignalboxError } from "../platform/errors.ts";
import type { CallOutcome } from "../integrations/call.ts";
import { memoryTools } from "./memory.ts";

/** Rounds of one minute at most: what is left comes in the next. */
const mostRounds = 20;

/**
 * Places what no embedder, or another one, has placed, and takes out of the index what is forgotten. Killed in between, it goes on where it was:
 * so is a whole index made anew. Returns how many it has placed.
 * @throws SignalboxError `unavailable` with what keeps it from going on.
 */
export async function placeNew(spine: Spine): Promise<number> {
  const { embedder, index } = memoryTools(spine);
  let placed = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const rows = await unplaced(spine.db, embedder.name, embedder.batch);
    if (rows.length === 0) break;
    const vectors = answered(await embedder.embed(rows.map(({ title, text }) => `${title}\n${text}`)));
    const all = rows.flatMap((memory, at) => {
      const vector = vectors[at];
      return vector === undefined ? [] : [{ memory, vector }];
    });
    answered(await index.place(all));
    const [first, ...others] = all.map(({ memory: { id }, vector }) =>
      placeStatement(spine.db, id, { embedder: embedder.name, vector: index.rowVector(vector) }),
    );
    if (first !== undefined) await spine.db.batch([first, ...others]);
    placed += all.length;
    if (rows.length < embedder.batch) break;
  }
  await takeOut(spine);
  return placed;
}

async function takeOut(spine: Spine): Promise<void> {
  const gone = await stillToForget(spine.db, spine.now(), 100);
  if (gone.length === 0) return;
  answered(await memoryTools(spine).index.remove(gone));
  await spine.db.batch([forgotStatement(spine.db, gone)]);
}

function answered<T>(outcome: CallOutcome<T>): T {
  if (outcome.kind === "answered") return outcome.value;
  throw new SignalboxError("unavailable", outcome.error);
}
