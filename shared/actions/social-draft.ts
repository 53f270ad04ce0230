import { z } from "zod";
import { publishingIsNotBuilt, type SocialDraft, socialDraftSchema } from "../domain/social-draft.ts";
import { describeError } from "../platform/errors.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";

const keptText = z.object({ key: z.string() });
export type KeptText = z.infer<typeof keptText>;

/** Keeps an approved text in R2 under the action's id, so doing it twice changes nothing. It publishes nothing. */
export const socialDraft: ActionKindModule<"social_draft", SocialDraft, KeptText> = {
  kind: "social_draft",
  schema: socialDraftSchema,
  result: keptText,
  service: null,
  target: ({ platform, draftId }) => `${platform}:${draftId}`,
  preview: ({ text }) => ({
    title: "Post for Bluesky",
    body: `> ${text.replaceAll("\n", "\n> ")}\n\nNothing goes out: ${publishingIsNotBuilt}.`,
  }),

  apply: async (spine, { id, payload, digest }) => {
    const key = keyOf(id);
    try {
      await spine.env.ARTEFACTS.put(key, JSON.stringify({ ...payload, digest }));
    } catch (error) {
      return { kind: "lost", error: describeError(error) };
    }
    return { kind: "applied", result: { key } };
  },

  reconcile: async (spine, { id }) => {
    const key = keyOf(id);
    const kept = await spine.env.ARTEFACTS.head(key);
    return kept === null ? { kind: "absent" } : { kind: "found", result: { key } };
  },
};

function keyOf(actionId: string): string {
  return `social/${actionId}.json`;
}
