import { z } from "zod";
import type { ServiceError } from "../call.ts";

/** A page of the account's voices, as far as we read it (elevenlabs.io/docs/api-reference/voices/search). */
export const voicePage = z.object({
  voices: z.array(z.object({ voice_id: z.string().regex(/^\w{1,64}$/), name: z.string() })),
});

/** What it says is wrong: a status with a message, a sentence, or what is wrong with each field. */
export const elevenlabsError: z.ZodType<ServiceError> = z
  .object({
    detail: z.union([
      z.object({ status: z.string(), message: z.string().optional() }),
      z.string(),
      z.array(z.object({ msg: z.string() })),
    ]),
  })
  .transform(({ detail }): ServiceError => {
    if (typeof detail === "string") return { message: detail, pending: false };
    if (Array.isArray(detail)) return { message: detail.map(({ msg }) => msg).join("; "), pending: false };
    return { message: detail.message ?? detail.status, pending: false, code: detail.status };
  });
