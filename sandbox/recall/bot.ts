import { z } from "zod";

/** What a request to send a bot has to be, as Recall takes it. */
export const sendRequest = z.object({
  meeting_url: z.url(),
  bot_name: z.string().max(100).default("Meeting Notetaker"),
  join_at: z.iso.datetime({ offset: true }).nullish(),
  metadata: z.record(z.string(), z.string()).default({}),
  recording_config: z
    .object({
      retention: z
        .discriminatedUnion("type", [
          z.object({ type: z.literal("timed"), hours: z.number().int().positive() }),
          z.object({ type: z.literal("forever") }),
        ])
        .nullish(),
    })
    .nullish(),
  chat: z.object({ on_bot_join: z.object({ send_to: z.string(), message: z.string() }) }).nullish(),
});

const line = z.object({ speaker: z.string().nullable(), text: z.string(), start: z.number() });
const change = z.object({ code: z.string(), sub_code: z.string().nullable(), created_at: z.string() });

/** A bot of the sandbox. */
export const botSchema = z.object({
  id: z.string(),
  meetingUrl: z.string(),
  name: z.string(),
  joinAt: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  /** How long what it records is kept; null: for ever, which is what Recall does where nothing is said. */
  retentionHours: z.number().nullable(),
  announcement: z.string().nullable(),
  changes: z.array(change),
  lines: z.array(line),
  recording: z.string().nullable(),
  transcript: z.object({ id: z.string(), status: z.enum(["processing", "done", "failed"]) }).nullable(),
  /** Downloaded instead of what was said; absent: that. */
  mangled: z.string().optional(),
});
export type Bot = z.infer<typeof botSchema>;

/** What can happen to a bot, as people on the page and stories let it happen. */
export const stepSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("wait"), bot: z.string() }),
  z.object({ do: z.literal("join"), bot: z.string() }),
  z.object({ do: z.literal("refuse"), bot: z.string() }),
  z.object({ do: z.literal("say"), bot: z.string(), speaker: z.string().optional(), text: z.string() }),
  z.object({ do: z.literal("end"), bot: z.string() }),
  z.object({ do: z.literal("never"), bot: z.string() }),
  z.object({ do: z.literal("garble"), bot: z.string() }),
  /** What is downloaded instead of what was said. */
  z.object({ do: z.literal("mangle"), bot: z.string(), transcript: z.string() }),
]);
export type Step = z.infer<typeof stepSchema>;

/** A bot as the API shows it. */
export function botView(bot: Bot): object {
  return {
    id: bot.id,
    meeting_url: bot.meetingUrl,
    bot_name: bot.name,
    join_at: bot.joinAt,
    metadata: bot.metadata,
    status_changes: bot.changes.map((one) => ({ ...one, message: null })),
    recordings:
      bot.recording === null
        ? []
        : [
            {
              id: bot.recording,
              status: {
                code: bot.changes.some(({ code }) => code === "done") ? "done" : "processing",
                sub_code: null,
              },
              media_shortcuts: {
                transcript: bot.transcript && {
                  id: bot.transcript.id,
                  status: { code: bot.transcript.status, sub_code: null },
                },
              },
            },
          ],
  };
}

/** What was said, word by word, as the transcript that is downloaded has it. Whom Recall doesn't know has no name. */
export function wordsOf({ lines }: Bot): object[] {
  return lines.map(({ speaker, text, start }, n) => ({
    participant: { id: 100 + n, name: speaker, is_host: null, platform: null },
    words: text.split(/\s+/).map((word, at) => ({
      text: word,
      start_timestamp: { relative: start + at * 0.4, absolute: null },
      end_timestamp: { relative: start + (at + 1) * 0.4, absolute: null },
    })),
  }));
}
