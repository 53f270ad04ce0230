import type { MeetingRow } from "../../db/meetings.ts";
import { type Segment, transcriptSchema } from "../../domain/meeting/segment.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Spine } from "../../spine/context.ts";
import { transcriptKey } from "./transcript-key.ts";

/** The transcript with a digest. @throws SignalboxError `not_found` when its bytes are gone. */
export async function storedTranscript(
  { env }: Pick<Spine, "env">,
  { id }: Pick<MeetingRow, "id">,
  digest: string,
): Promise<Segment[]> {
  const key = transcriptKey(id, digest);
  const kept = await env.ARTEFACTS.get(key);
  if (kept === null)
    throw new SignalboxError("not_found", `the transcript at ${key} is gone: upload it again`);
  return transcriptSchema.parse(await kept.json()).segments;
}
