import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import { utf8 } from "../../../platform/bytes.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { takeDocument } from "./take-document.ts";

/** Keeps what somebody has answered as a document of the project: requirements rest on it like on any other. */
export async function keepAnswer(
  spine: Spine,
  {
    taskId,
    project,
    round,
    by,
    text,
  }: { taskId: string; project: string; round: number; by: string; text: string },
): Promise<DeliveredDocument> {
  const name = `Answer ${round} to ${taskId}.txt`;
  const arrival = { project, uploadId: `answer-${taskId}-${round}`, by, provenance: "internal" } as const;
  const [taken] = await takeDocument(spine, arrival, { name, bytes: utf8(text) });
  if (taken === undefined || taken.documentId === null || taken.version === null || taken.state !== "read")
    throw new SignalboxError(
      "unavailable",
      `the answer could not be kept: ${taken?.reason ?? "nobody knows why"}`,
    );
  return { id: taken.documentId, version: taken.version, name };
}
