/** How a channel may be: archived by somebody, deleted, or left by the app. */
export const channelStates = ["open", "archived", "deleted", "left"] as const;
export type ChannelState = (typeof channelStates)[number];
/** How the app's token may be: revoked, or its workspace or user gone. */
export const tokenStates = ["valid", "token_revoked", "account_inactive"] as const;

/** What methods that change something in a channel answer where it is not open. */
const changing: Readonly<Record<string, Readonly<Record<Exclude<ChannelState, "open">, string>>>> = {
  "chat.postMessage": { archived: "is_archived", deleted: "channel_not_found", left: "not_in_channel" },
  "chat.postEphemeral": { archived: "is_archived", deleted: "channel_not_found", left: "not_in_channel" },
  "chat.update": { archived: "is_inactive", deleted: "channel_not_found", left: "not_in_channel" },
  "reactions.add": { archived: "is_archived", deleted: "channel_not_found", left: "not_in_channel" },
};
/** An archived channel can be read. */
const reading: ReadonlySet<string> = new Set(["conversations.history", "conversations.replies"]);

/** What the stand-in refuses besides what is wrong with a request, as people have arranged it. */
export class Refusals {
  token: (typeof tokenStates)[number] = "valid";
  readonly #channels = new Map<string, ChannelState>();
  #next: { method: string; error: string; times: number }[] = [];

  setChannel(channel: string, state: ChannelState): void {
    this.#channels.set(channel, state);
  }

  isOpen(channel: string): boolean {
    return (this.#channels.get(channel) ?? "open") === "open";
  }

  /** The next calls of a method are answered with an error of Slack's. */
  refuse(refusal: { method: string; error: string; times: number }): void {
    this.#next.push(refusal);
  }

  /** Slack's error for a call; null when nothing is arranged for it. */
  of(method: string, channel: unknown): string | null {
    if (this.token !== "valid") return this.token;
    const next = this.#next.find((one) => one.method === method);
    if (next !== undefined) {
      next.times -= 1;
      this.#next = this.#next.filter((one) => one.times > 0);
      return next.error;
    }
    const state = typeof channel === "string" ? this.#channels.get(channel) : undefined;
    if (state === undefined || state === "open") return null;
    if (reading.has(method))
      return state === "archived" ? null : state === "left" ? "not_in_channel" : "channel_not_found";
    return changing[method]?.[state] ?? null;
  }

  reset(): void {
    this.token = "valid";
    this.#channels.clear();
    this.#next = [];
  }
}
