import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "../../../sandbox/slack/state.ts";

export interface Seen {
  message: Message;
  /** Epoch milliseconds, when it arrived here. */
  at: number;
}

const withinMs = 180_000;

/**
 * The workspace's messages as they come, by thread. Following one stream costs the measured machine next to nothing,
 * where polling would be most of its load.
 */
export class Threads {
  readonly #seen = new Map<string, Seen[]>();
  readonly #arrived = new Map<string, (seen: Seen) => void>();

  /** Resolves once the stream stands; nothing said after that is missed. */
  static async follow(slackUrl: string, signal: AbortSignal): Promise<Threads> {
    const response = await fetch(`${slackUrl}/_people/stream`, { signal });
    if (!response.body) throw new Error(`${slackUrl} answered ${response.status} and no stream`);
    const threads = new Threads();
    void threads.#read(response.body, signal);
    return threads;
  }

  /** The first message of a thread that fits, be it there already or yet to come. One waiter a thread. */
  async until(thread: string, what: string, fits: (message: Message) => boolean): Promise<Seen> {
    const earlier = this.in(thread).find((one) => fits(one.message));
    if (earlier) return earlier;
    const arrived = Promise.withResolvers<Seen>();
    this.#arrived.set(thread, (seen) => {
      if (fits(seen.message)) arrived.resolve(seen);
    });
    const tooLong = new AbortController();
    const late = async (): Promise<never> => {
      await sleep(withinMs, undefined, { signal: tooLong.signal });
      throw new Error(`waited ${withinMs / 1000} s for ${what} in the thread ${thread}, in vain`);
    };
    try {
      return await Promise.race([arrived.promise, late()]);
    } finally {
      tooLong.abort();
      this.#arrived.delete(thread);
    }
  }

  in(thread: string): readonly Seen[] {
    return this.#seen.get(thread) ?? [];
  }

  async #read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for await (const chunk of body) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) if (line.startsWith("data: ")) this.#take(line.slice("data: ".length));
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #take(data: string): void {
    const { message }: { message?: Message } = JSON.parse(data);
    if (message?.thread_ts === undefined) return;
    const seen = { message, at: Date.now() };
    const thread = message.thread_ts;
    this.#seen.set(thread, [...this.in(thread), seen]);
    this.#arrived.get(thread)?.(seen);
  }
}
