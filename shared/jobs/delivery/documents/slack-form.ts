import { z } from "zod";

const message = z.looseObject({
  type: z.literal("message"),
  ts: z.string().regex(/^\d{1,11}\.\d+$/),
  user: z.string().optional(),
  username: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().default(""),
  user_profile: z
    .looseObject({ real_name: z.string().optional(), display_name: z.string().optional() })
    .optional(),
  files: z.array(z.looseObject({ name: z.string().nullish() })).optional(),
});
export type SlackMessage = z.output<typeof message>;

/** A day of a channel, as an export has it. */
export const slackDay = z.array(message).min(1);

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
