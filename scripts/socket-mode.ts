import { bridge } from "./socket-mode/bridge.ts";
import { bridgeSettings } from "./socket-mode/settings.ts";
import { interruptSignal } from "./stack/interrupt.ts";
import { UsageError } from "./target.ts";

const help = `npm run socket-mode
Opens a socket to Slack and hands what comes by it to the Worker: for those to whom Slack can't send webhooks.
It needs SIGNALBOX_URL, SLACK_APP_TOKEN (xapp-…, connections:write) and SLACK_SIGNING_SECRET. Ctrl-C ends it.`;

/** `npm run socket-mode`: Slack by a socket instead of by webhooks. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) return console.log(help);
  const say = (words: string): void => console.log(`${new Date().toISOString()}  ${words}`);
  await bridge(bridgeSettings(process.env), { say, signal: interruptSignal() });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
