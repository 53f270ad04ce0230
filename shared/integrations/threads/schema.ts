import { z } from "zod";
import type { ServiceError } from "../call.ts";

/** What the Graph API names a resource that isn't ready or isn't there, by its finer number. */
export const mediaNotFound = "4279009";
/** What isn't there, or not for this account: the code 24, or 100 with the finer 33. */
export const goneCodes: ReadonlySet<string | undefined> = new Set(["24", "33", mediaNotFound]);
/** An access token that is over or was taken back (developers.facebook.com/docs/graph-api/guides/error-handling). */
export const tokenCodes: ReadonlySet<string | undefined> = new Set(["190", "102", "460", "463", "467"]);
/** Too many calls, of the app, the user or the page; 613 is a limit of one endpoint. */
const limitCodes: ReadonlySet<number> = new Set([4, 17, 32, 613]);

/** An error of the Graph API: its finer number where it has one, else its number. */
export const graphError = z
  .object({
    error: z.object({
      message: z.string().default("no reason"),
      code: z.number(),
      error_subcode: z.number().optional(),
      error_user_msg: z.string().optional(),
      is_transient: z.boolean().default(false),
    }),
  })
  .transform(({ error: { message, code, error_subcode, error_user_msg, is_transient } }): ServiceError => ({
    message: error_user_msg ?? message,
    pending: is_transient && !limitCodes.has(code),
    limited: limitCodes.has(code),
    code: String(error_subcode ?? code),
  }));

const id = z.string().min(1);
export const made = z.object({ id });

export const containerStates = ["IN_PROGRESS", "FINISHED", "PUBLISHED", "ERROR", "EXPIRED"] as const;
export const container = z.object({
  id,
  status: z.enum(containerStates),
  error_message: z.string().optional(),
});
export type Container = z.infer<typeof container>;

export const thread = z.object({
  id,
  text: z.string().default(""),
  /** Left out for one that was taken down. */
  permalink: z.string().default(""),
  timestamp: z.string().transform((text) => Date.parse(text)),
});
export type Thread = z.infer<typeof thread>;
export const threads = z.object({ data: z.array(thread) });

export const publishingLimit = z.object({
  data: z.tuple([z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }) })]),
});
