import { z } from "zod";
import type { ServiceError } from "../call.ts";

/** Names of Recall's: they stand in addresses. */
const id = z.string().regex(/^[\w-]{1,100}$/);
const status = z.object({ code: z.string(), sub_code: z.string().nullish() });

/** A bot, as far as we read it (docs.recall.ai/reference/bot_retrieve). */
export const bot = z.object({
  id,
  metadata: z.record(z.string(), z.unknown()).nullish(),
  join_at: z.string().nullish(),
  status_changes: z
    .array(
      z.object({
        code: z.string(),
        sub_code: z.string().nullish(),
        message: z.string().nullish(),
        created_at: z.string().nullish(),
      }),
    )
    .default([]),
  recordings: z
    .array(
      z.object({
        id,
        status: status.nullish(),
        media_shortcuts: z
          .object({ transcript: z.object({ id, status: status.nullish() }).nullish() })
          .nullish(),
      }),
    )
    .default([]),
});
export type RecallBot = z.infer<typeof bot>;

export const botPage = z.object({ results: z.array(bot) });

/** A transcript: its words lie at an address that is good for a while. */
export const transcript = z.object({
  id,
  status: status.nullish(),
  data: z.object({ download_url: z.url().nullish() }).nullish(),
});
export type RecallTranscript = z.infer<typeof transcript>;

export const nothing = z.unknown();

/** What it says is wrong: a sentence, or lists of them by field. */
export const recallError: z.ZodType<ServiceError> = z
  .record(z.string(), z.unknown())
  .transform((fields): ServiceError => {
    const { detail, code } = fields;
    const words = typeof detail === "string" ? detail : JSON.stringify(fields).slice(0, 300);
    return { message: words, pending: false, ...(typeof code === "string" ? { code } : {}) };
  });
