import { z } from "zod";
import type { ServiceError } from "../call.ts";

/** Names of LiveAvatar's: they stand in addresses. */
const id = z.string().regex(/^[\w-]{1,100}$/);
const answer = <T>(data: z.ZodType<T>) => z.object({ data }).transform((one) => one.data);

export const context = answer(z.object({ id }));
export const token = answer(z.object({ session_id: id, session_token: z.string().min(1) }));
/** Where a room of LiveKit's is, and what lets one in. */
export const room = answer(
  z.object({ livekit_url: z.url({ protocol: /^wss?$/ }), livekit_client_token: z.string().min(1) }),
);
/** A session, as far as we read it: one that is over has an end. */
export const session = answer(z.object({ end_at: z.string().nullish(), end_reason: z.string().nullish() }));
export const nothing = z.unknown();

/** What it says is wrong: a message, or what is wrong with each field. */
export const liveavatarError: z.ZodType<ServiceError> = z
  .union([
    z.object({ message: z.string() }).transform(({ message }) => message),
    z
      .object({ detail: z.array(z.object({ msg: z.string() })) })
      .transform(({ detail }) => detail.map(({ msg }) => msg).join("; ")),
  ])
  .transform((message): ServiceError => ({ message, pending: false }));
