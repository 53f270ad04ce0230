import { z } from "zod";

const block = z.looseObject({ text: z.looseObject({ text: z.string() }).nullish().catch(null) });
const message = z.looseObject({
  type: z.literal("message"),
  ts: z.string().regex(/^\d{1,11}\.\d+$/),
  user: z.string().optional(),
  username: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().nullish(),
  /** What programs say, and what is shared. */
  attachments: z
    .array(z.looseObject({ text: z.string().nullish(), fallback: z.string().nullish() }))
    .nullish()
    .catch(null),
  blocks: z.array(block).nullish().catch(null),
  user_profile: z
    .looseObject({ real_name: z.string().optional(), display_name: z.string().optional() })
    .optional(),
  files: z.array(z.looseObject({ name: z.string().nullish() })).optional(),
});
export type SlackMessage = z.output<typeof message>;

/** A day of a channel, as an export has it; or its messages as Slack's API and the tools that use it give them. */
export const slackDay = z.union([
  z.array(message).min(1),
  z.looseObject({ messages: z.array(message).min(1) }).transform(({ messages }) => messages),
]);

const user = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  profile: z
    .looseObject({ real_name: z.string().optional(), display_name: z.string().optional() })
    .optional(),
});
export const slackUsers = z.array(user);

export function isSlackDay(value: unknown): boolean {
  return slackDay.safeParse(value).success;
}

/** What a message says: programs say it in blocks and attachments alone. */
export function wordsOf({ text, blocks, attachments }: SlackMessage): string {
  if (text) return text;
  const said = [
    ...(blocks ?? []).map((one) => one.text?.text ?? ""),
    ...(attachments ?? []).map((one) => one.text || one.fallback || ""),
  ];
  return said.filter((one) => one.trim() !== "").join("\n");
}

/** The messages among a day's entries, and how many entries are none. */
export function slackMessages(value: unknown): { messages: SlackMessage[]; others: number } {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  const messages = all.flatMap((one) => message.safeParse(one).data ?? []);
  return { messages, others: all.length - messages.length };
}

/** "launch/2026-11-02.json" in an export: the channel and its day. */
const dayName = /(?:^|\/)([^/]+)\/(\d{4}-\d{2}-\d{2})\.json$/;

export function isSlackName(name: string): boolean {
  return dayName.test(name);
}

/** The channel and the day of a file in an export; null for another file of it. */
export function slackDayOf(name: string): { channel: string; day: string } | null {
  const [, channel, day] = dayName.exec(name) ?? [];
  return channel === undefined || day === undefined ? null : { channel, day };
}

/** The file of an export that tells who its people are. */
export const usersName = /(?:^|\/)users\.json$/;
