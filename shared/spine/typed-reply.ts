import { z } from "zod";
import type { SignalForm } from "./signal-form.ts";

/** The kind of signal that an answer on the dashboard is. It begins nothing: its task is there. */
export const replyKind = "api.reply";

const typedReply = z.strictObject({ type: z.literal("reply"), by: z.string(), text: z.string() });
export type TypedReply = z.infer<typeof typedReply>;

/** An answer that somebody gives on the dashboard to what a task has asked. */
export const replyForm: SignalForm<TypedReply> = {
  schema: typedReply,
  words: ({ text }) => text,
  answer: ({ by, text }) => ({ text, typedBy: by }),
};
