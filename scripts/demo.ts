import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";
import { launchCampaign } from "./demo/campaign-story.ts";
import { tellDeliveryStory } from "./demo/delivery-story.ts";
import { tellFixStory } from "./demo/fix-story.ts";
import { tellMeetingStory } from "./demo/meeting-story.ts";
import { type StoryResult, tellStory } from "./demo/story.ts";
import { tellWatchStory } from "./demo/watch-story.ts";
import { watchAtlasSince } from "./stack/atlas-since.ts";
import { logTail } from "./stack/child.ts";
import { interruptSignal, untilAborted } from "./stack/interrupt.ts";
import { freePorts } from "./stack/ports.ts";
import { type Stack, startStack } from "./stack/stack.ts";

const help = `npm run demo [-- options]
  --json   print the result as one JSON object at the end of stdout; the story goes to stderr
  --keep   leave everything up afterwards, until Ctrl-C
  --help   this`;

/**
 * `npm run demo`: a Slack message becomes a published post, one line a campaign, a Sentry alert a merged fix, a project's mails and tickets
 * its RAID log, a customer's documents a repository with its first story merged, and a recorded meeting notes, tickets and a post that cites
 * the first one, all of it on this machine.
 */
async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: { json: { type: "boolean" }, keep: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (options.help) return console.log(help);
  const out = options.json ? process.stderr : process.stdout;
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    styleText(style, text, { stream: out });
  const print = (line = ""): void => void out.write(`${line}\n`);
  const began = performance.now();
  const line = (step: string, detail: string): void => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
    print(
      `${paint("dim", `${seconds} s`)}  ${paint("green", "●")} ${step.padEnd(18)} ${paint("dim", detail)}`,
    );
  };

  const interrupted = interruptSignal();
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-demo-"));
  let stack: Stack | undefined;
  try {
    print(paint("bold", "Signalbox: a Slack message becomes an approved, published post"));
    stack = await startStack({
      stateDir,
      ports: await freePorts(),
      devVars: "",
      interrupted,
      dashboard: true,
      prepare: async (execute) => watchAtlasSince(stateDir, execute),
      onProgress: (what) => line("boot", what),
    });
    line(
      "up",
      `Worker ${stack.urls.worker}, Slack ${stack.urls.slack}, blog ${stack.urls.blog}, dashboard ${stack.urls.dashboard}`,
    );
    const brief = readFileSync(join(import.meta.dirname, "demo/brief.md"), "utf8").trim();
    const result = await Promise.race([tellStory(stack, brief, line), untilAborted(interrupted)]);
    printLedger(result, print);
    print(paint("bold", "\nOne line becomes a campaign: asked about once, and out at each place once"));
    const whereItWent = await Promise.race([launchCampaign(stack, line), untilAborted(interrupted)]);
    print(
      paint(
        "bold",
        "\nA Sentry alert becomes a fix with its proof: the real agent SDK, real git, real test runs",
      ),
    );
    const fix = await Promise.race([tellFixStory(stack, line), untilAborted(interrupted)]);
    print(`\nPull request: ${fix.url}`);
    print(paint("bold", "\nMeanwhile the campaign went out: each piece is looked for where it went"));
    const campaign = await Promise.race([whereItWent(), untilAborted(interrupted)]);
    print(
      paint(
        "bold",
        "\nA project's mails and tickets become its RAID log; what would leave the house is held",
      ),
    );
    const watch = await Promise.race([tellWatchStory(stack, line), untilAborted(interrupted)]);
    print(
      `\n${watch.signals} signals, ${watch.entries} entries in the RAID log, $${watch.usd.toFixed(4)} at list price: read by the stand-in's patterns, not by a model.`,
    );
    print(
      paint("bold", "\nA customer's five documents become a repository, story by story, each with its proof"),
    );
    const delivery = await Promise.race([tellDeliveryStory(stack, line), untilAborted(interrupted)]);
    print(
      paint("bold", "\nA recorded meeting becomes notes, two tickets and a post that cites an older one"),
    );
    const older = { url: result.url, title: result.view.task.title ?? "" };
    const meeting = await Promise.race([tellMeetingStory(stack, older, line), untilAborted(interrupted)]);
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ ok: true, ...result, campaign, fix, watch, delivery, meeting })}\n`,
      );
    if (options.keep) await keepUp(stack, print, interrupted);
  } catch (error) {
    process.exitCode = 1;
    print(`\n${paint("red", "✗")} ${error instanceof Error ? error.message : String(error)}`);
    if (stack) print(`\nThe end of the Worker's log:\n${logTail(join(stateDir, "logs/worker.log"))}`);
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ ok: false, error: error instanceof Error ? error.message : String(error) })}\n`,
      );
  } finally {
    await stack?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

function printLedger({ view, why, url }: StoryResult, print: (line?: string) => void): void {
  print(
    `\nWhy it happened, from the ledger's ${view.timeline.length} facts (GET /api/tasks/${view.task.id}/why)`,
  );
  for (const { at, step, words } of why)
    print(`  ${at.slice(11, 23)}  ${step.padEnd(9)} ${words.slice(0, 150)}`);
  const { calls, inputTokens, cachedTokens, outputTokens, usd } = view.cost;
  print(
    `\n${calls} model calls, ${inputTokens} tokens in (${cachedTokens} from the cache), ${outputTokens} out, $${usd.toFixed(4)} at list price.`,
  );
  print("The model was the sandbox's stand-in for Claude: no real model was asked and nothing was paid.");
  print(`Post: ${url}`);
}

async function keepUp(stack: Stack, print: (line?: string) => void, interrupted: AbortSignal): Promise<void> {
  print(
    `\nStill up. Dashboard: ${stack.urls.dashboard}   Slack: ${stack.urls.slack}   API: ${stack.urls.worker}/api/tasks with "Authorization: Bearer ${stack.apiToken}"\nCtrl-C ends it.`,
  );
  // A pending promise alone doesn't keep Node alive.
  const alive = setInterval(() => undefined, 60_000);
  await once(interrupted, "abort");
  clearInterval(alive);
}

await main();
