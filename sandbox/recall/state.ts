import { z } from "zod";
import { type Bot, botSchema, type sendRequest, type Step } from "./bot.ts";

const kept = z.object({ bots: z.array(botSchema) });

/** What Recall tells of by a webhook. */
export interface Told {
  event: string;
  bot: Bot;
}

/** The sandbox's bots. What happens to one says what is told of it. */
export class RecallState {
  bots: Bot[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  send({
    meeting_url,
    bot_name,
    join_at,
    metadata,
    recording_config,
    chat,
  }: z.infer<typeof sendRequest>): Bot {
    const retention = recording_config?.retention;
    const bot: Bot = {
      id: crypto.randomUUID(),
      meetingUrl: meeting_url,
      name: bot_name,
      joinAt: join_at ?? null,
      metadata,
      retentionHours: retention?.type === "timed" ? retention.hours : null,
      announcement: chat?.on_bot_join.message ?? null,
      changes: [],
      lines: [],
      recording: null,
      transcript: null,
    };
    this.#change(bot, "ready");
    this.bots = [...this.bots, bot].slice(-200);
    return bot;
  }

  bot(id: string): Bot | undefined {
    return this.bots.find((one) => one.id === id);
  }

  remove(id: string): void {
    this.bots = this.bots.filter((one) => one.id !== id);
  }

  /** Has a recording transcribed. */
  transcribe(bot: Bot): string {
    bot.transcript ??= { id: crypto.randomUUID(), status: "done" };
    return bot.transcript.id;
  }

  /** Lets something happen to a bot; in the order in which it is told of. */
  step(bot: Bot, step: Step): Told[] {
    const told = (...codes: [code: string, sub?: string][]): Told[] =>
      codes.map(([code, sub]) => {
        this.#change(bot, code, sub);
        return { event: `bot.${code}`, bot };
      });
    switch (step.do) {
      case "wait":
        return told(["joining_call"], ["in_waiting_room"]);
      case "join":
        bot.recording ??= crypto.randomUUID();
        return told(["joining_call"], ["in_call_not_recording"], ["in_call_recording"]);
      case "refuse":
        return told(
          ["joining_call"],
          ["recording_permission_denied"],
          ["call_ended", "recording_permission_denied"],
          ["done"],
        );
      case "say":
        bot.lines.push({ speaker: step.speaker ?? null, text: step.text, start: bot.lines.length * 12 });
        return [];
      case "never":
        return told(
          ["joining_call"],
          ["in_waiting_room"],
          ["call_ended", "timeout_exceeded_waiting_room"],
          ["done"],
        );
      case "garble":
        bot.transcript = { id: crypto.randomUUID(), status: "failed" };
        return [{ event: "transcript.failed", bot }];
      case "mangle":
        bot.mangled = step.transcript;
        return [];
      case "end":
        return [
          ...told(["call_ended", "call_ended_by_host"], ["recording_done"], ["done"]),
          ...(bot.recording === null ? [] : [{ event: "recording.done", bot }]),
        ];
    }
  }

  reset(): void {
    this.bots = [];
  }

  snapshot(): unknown {
    return { bots: this.bots };
  }

  restore(snapshot: unknown): void {
    this.bots = kept.safeParse(snapshot).data?.bots ?? [];
  }

  #change(bot: Bot, code: string, sub: string | null = null): void {
    bot.changes.push({ code, sub_code: sub, created_at: new Date(this.#now()).toISOString() });
  }
}
