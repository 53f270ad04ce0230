import { z } from "zod";
import type { ServiceError } from "../call.ts";

/** What LinkedIn's API answers (learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api). */
export const post = z.object({
  id: z.string(),
  author: z.string(),
  commentary: z.string().default(""),
  /** Epoch milliseconds. */
  createdAt: z.number().default(0),
  lifecycleState: z.string().default("PUBLISHED"),
  lifecycleStateInfo: z.object({ isEditedByAuthor: z.boolean().default(false) }).optional(),
});
export type WirePost = z.infer<typeof post>;

export const posts = z.object({ elements: z.array(post) });

/** What a member may do for pages. */
export const roles = z.object({
  elements: z.array(z.object({ organization: z.string(), role: z.string(), state: z.string() })),
});

/** Who a token is of (OpenID Connect's userinfo). */
export const userinfo = z.object({ sub: z.string().regex(/^[\w-]+$/), name: z.string().default("") });

/** What a code or a refresh token is exchanged for. Times are seconds. */
export const token = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

export const apiError: z.ZodType<ServiceError> = z
  .object({ message: z.string().default("no words"), code: z.string().optional() })
  .transform(({ message, code }) => ({ message, pending: false, ...(code === undefined ? {} : { code }) }));

export const oauthError: z.ZodType<ServiceError> = z
  .object({ error: z.string(), error_description: z.string().default("") })
  .transform(({ error, error_description: words }) => ({
    message: words === "" ? error : `${words} (${error})`,
    pending: false,
    code: error,
  }));
