import { fixOfTask } from "../../../db/fixes.ts";
import { redact } from "../../../platform/redact.ts";
import type { Spine } from "../../../spine/context.ts";
import type { StoryRequest } from "../signals.ts";

/** Keeps what was made of a story among its delivery's artefacts: the change, and the evidence for it. The newest takes the place of what was there. */
export async function keepGenerated(
  { db, env }: Spine,
  { delivery, story }: Pick<StoryRequest, "delivery" | "story">,
  taskId: string,
  evidence: string,
): Promise<void> {
  const folder = `generated/${delivery}/${story}`;
  const diffKey = (await fixOfTask(db, taskId))?.diffKey ?? null;
  const diff = diffKey === null ? null : await env.ARTEFACTS.get(diffKey);
  if (diff !== null)
    await env.ARTEFACTS.put(`${folder}/change.diff`, await diff.text(), {
      httpMetadata: { contentType: "text/x-diff" },
    });
  await env.ARTEFACTS.put(`${folder}/evidence.md`, redact(evidence), {
    httpMetadata: { contentType: "text/markdown; charset=utf-8" },
  });
}
