import { setTimeout as sleep } from "node:timers/promises";
import { connectOnce, TokenRefused } from "./connection.ts";
import type { BridgeSettings } from "./settings.ts";

const shortestMs = 500;
const longestMs = 30_000;

/**
 * Keeps a connection to Slack until it is told to end, with growing pauses while there is none.
 * @throws TokenRefused when Slack doesn't take the token.
 */
export async function bridge(
  { slackApiUrl, appToken, ...door }: BridgeSettings,
  { say, signal }: { say: (words: string) => void; signal: AbortSignal },
): Promise<void> {
  let waitMs = shortestMs;
  while (!signal.aborted) {
    let wasReady = false;
    const onReady = (): void => {
      wasReady = true;
      say("connected");
    };
    try {
      await connectOnce({ slackApiUrl, appToken, door }, { say, onReady, signal });
    } catch (error) {
      if (error instanceof TokenRefused) throw error;
      say(`no connection: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (signal.aborted) return;
    // One that was good is followed by the next at once.
    if (wasReady) waitMs = shortestMs;
    else {
      await sleep(waitMs, undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      waitMs = Math.min(longestMs, waitMs * 2);
    }
  }
}
