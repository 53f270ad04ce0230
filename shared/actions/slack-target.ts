import type { KindRules } from "../spine/action-kind.ts";

/** Why a channel is nothing that people may send to by hand: the rules don't name it. Null when they do. */
export function unknownChannel(channel: string, { channels }: Pick<KindRules, "channels">): string | null {
  return channels.includes(channel)
    ? null
    : `the rules name no channel ${channel}, only ${channels.join(", ") || "none"}`;
}
