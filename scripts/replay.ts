import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { recentMonday } from "../sandbox/story/calendar.ts";
import { scoreTable } from "../sandbox/story/score-table.ts";
import { ratesOf } from "../sandbox/story/score.ts";
import { daysOf, type Story, storyFrom } from "../sandbox/story/story.ts";
import { Atlas } from "./replay/atlas.ts";
import { enterMilestones } from "./replay/milestones.ts";
import { help, type ReplayOptions, replayOptions } from "./replay/options.ts";
import { playDays } from "./replay/play-days.ts";
import { type ReplayReport, reportOn } from "./replay/report.ts";
import { watchAtlasSince } from "./stack/atlas-since.ts";
import { logTail } from "./stack/child.ts";
import { readDevVars } from "./stack/dev-vars.ts";
import { interruptSignal, untilAborted } from "./stack/interrupt.ts";
import { freePorts } from "./stack/ports.ts";
import { type Stack, startStack } from "./stack/stack.ts";

/** What one signal costs at list price, about: twice what the stand-in's tokens come to, since a model has more to say. */
const usdASignal = 0.0005;

const notReplayed = `Not replayed: time. Signals carry the story's dates, but the clock is this machine's: hold windows don't run
out between two days, what waits is not withdrawn by an answer that is dated before it, nobody decides, and there is one
night at most, with its housekeeping and digest.`;

/** `npm run replay`: two weeks of a project at speed, and what its artefacts say at the end of it. */
async function main(): Promise<void> {
  const options = replayOptions(process.argv.slice(2));
  if (options.help) return console.log(help);
  const out = options.json ? process.stderr : process.stdout;
  const print = (line = ""): void => void out.write(`${line}\n`);
  const monday = options.from ?? recentMonday(Date.now());
  const story = storyFrom(monday);
  const devVars = modelSettings(options, story, print);
  if (devVars === null) {
    process.exitCode = 1;
    return;
  }
  const interrupted = interruptSignal();
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-replay-"));
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      stateDir,
      ports: await freePorts(),
      devVars,
      blog: false,
      interrupted,
      prepare: async (execute) => watchAtlasSince(stateDir, execute),
      onProgress: (what) => print(`… ${what}`),
    });
    await enterMilestones(stack, monday);
    const report = await Promise.race([replay(stack, story, options, print), untilAborted(interrupted)]);
    printReport(report, options, print);
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ ok: true, model: options.model, rates: ratesOf(report.score), ...report })}\n`,
      );
    if (options.keep) {
      print(
        `\nStill up: ${stack.urls.worker}/api/projects/atlas with "Authorization: Bearer ${stack.apiToken}"`,
      );
      // A pending promise alone doesn't keep Node alive.
      const alive = setInterval(() => undefined, 60_000);
      await once(interrupted, "abort");
      clearInterval(alive);
    }
  } catch (error) {
    process.exitCode = 1;
    print(`\n✗ ${error instanceof Error ? error.message : String(error)}`);
    if (stack) print(`\nThe end of the Worker's log:\n${logTail(join(stateDir, "logs/worker.log"))}`);
  } finally {
    await stack?.stop();
    rmSync(stateDir, { recursive: true, force: true });
    // What still waits for the system would wait for long.
    if (interrupted.aborted) process.exit(130);
  }
}

async function replay(
  stack: Stack,
  story: Story,
  { days, cycles }: ReplayOptions,
  print: (line?: string) => void,
): Promise<ReplayReport> {
  const atlas = new Atlas(stack);
  await playDays(stack, atlas, story, {
    days,
    cycles,
    onDay: ({ day, events, ms }) =>
      print(`  day ${String(day).padStart(2)}: ${events} events, ${(ms / 1000).toFixed(1)} s`),
  });
  const report = await reportOn(atlas, story, days);
  const failed = report.cycles.filter(({ status }) => status !== "done");
  if (failed.length > 0)
    throw new Error(
      `${failed.length} cycles did not come to a good end: ${failed[0]?.outcome ?? failed[0]?.status}`,
    );
  return report;
}

/** The `.dev.vars` to start with; null: somebody must say yes first. Only Claude is ever real here. */
function modelSettings(
  { model, days, yes }: ReplayOptions,
  story: Story,
  print: (line?: string) => void,
): string | null {
  if (model === "stand-in") {
    print(
      "The model is the sandbox's stand-in: patterns and no judgement. What follows proves the plumbing, not the thinking.",
    );
    return "";
  }
  const key = parseEnv(readDevVars())["ANTHROPIC_API_KEY"];
  if (!key) throw new Error("--model real needs ANTHROPIC_API_KEY in .dev.vars");
  const usd = daysOf(story, 1, days).length * usdASignal;
  print(
    `The model is real: Claude will be asked, with the key of .dev.vars. It will cost about $${usd.toFixed(2)}.`,
  );
  if (!yes) print("Say --yes if that is all right.");
  return yes ? `ANTHROPIC_API_KEY='${key}'\n` : null;
}

function printReport(
  report: ReplayReport,
  { model, days }: ReplayOptions,
  print: (line?: string) => void,
): void {
  const { suggestions, looks, idle, cycles, steps, signals, known, flagged, inputTokens, outputTokens, usd } =
    report;
  print(`\nOn the evening of day ${days}, by the ${model === "real" ? "real model" : "stand-in"}:\n`);
  print(scoreTable(report.score));
  print(
    `\n${signals} signals (${known} of them are the story's), ${looks} looks of which ${idle} found nothing,`,
  );
  print(
    `${cycles.length} cycles with ${steps} steps; ${inputTokens} tokens in, ${outputTokens} out, $${usd.toFixed(4)}`,
  );
  print(model === "real" ? "" : "at list price: no real model was asked and nothing was paid.");
  print(
    `${suggestions} suggestions wait for a person; they are not in the numbers above: what only outsiders say to be over, for one.`,
  );
  print(`Flagged as attempts to give orders: ${flagged.join(", ") || "nothing"}.`);
  print(`\n${notReplayed}`);
}

await main();
