import type { Spine } from "../../../spine/context.ts";
import { record } from "../../../spine/record.ts";
import type { RefusalCode } from "./refusal.ts";

/** A file that isn't kept. */
interface TurnedAway {
  name: string;
  /** Null: nobody has counted. */
  bytes: number | null;
  code: RefusalCode | "sender";
  reason: string;
}

/** Puts on record that somebody brought what isn't kept, and why. */
export async function recordTurnedAway(
  spine: Spine,
  { project, uploadId, by }: { project: string; uploadId: string; by: string },
  { name, bytes, code, reason }: TurnedAway,
): Promise<void> {
  const id = `document/${uploadId}/${crypto.randomUUID()}/refused`;
  const data = { project, name, by, bytes, uploadId, code };
  await record(spine, [
    { id, at: spine.now(), taskId: null, type: "document.refused", summary: reason, data },
  ]);
}
