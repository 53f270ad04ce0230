import { cpus } from "node:os";
import { interruptSignal } from "../../scripts/stack/interrupt.ts";
import { beyondBounds } from "./bounds.ts";
import type { Figures } from "./figures.ts";
import { goalLines } from "./goals.ts";
import { keep, lastRun, movedLines } from "./last-run.ts";
import { measure } from "./measure.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import { sections } from "./sections.ts";

const names = Object.keys(sections);
const misused = 2;
const wasInterrupted = 130;

/**
 * `npm run bench`: measures and prints. Goals stand beside their numbers. The exit code tells whether there are numbers,
 * and whether a task asks the platform for no more than it may; never how long something took.
 */
async function main(options: Options): Promise<number> {
  const interrupted = interruptSignal();
  const progress = (what: string): void => void process.stderr.write(`… ${what}\n`);
  const print = (line = ""): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  const machine = {
    cpus: cpus().length,
    cpu: cpus()[0]?.model ?? "",
    node: process.version,
  };
  const results: Record<string, object> = {};
  const failed: string[] = [];
  const measured: Figures = {};

  print(`${machine.cpus} × ${machine.cpu}, Node ${machine.node}${options.quick ? ", quick" : ""}`);
  await measure({ quick: options.quick, interrupted, progress }, options, ({ name, title, ...outcome }) => {
    if (outcome.kind === "failed") {
      results[name] = { error: outcome.reason };
      failed.push(name);
      print(`\n${name}: failed: ${outcome.reason}`);
    } else {
      results[name] = outcome.report.data;
      Object.assign(measured, outcome.report.figures);
      print(`\n${name}: ${title}`);
      for (const line of outcome.report.lines) print(`  ${line}`);
    }
  });
  if (interrupted.aborted) return wasInterrupted;
  const last = lastRun();
  print(`\ngoals${options.quick ? " (times and ratios of the quick form say nothing)" : ""}`);
  for (const line of goalLines(measured)) print(`  ${line}`);
  if (last !== null) {
    const moved = movedLines(measured, last, options.quick);
    print(`\n${moved.length === 0 ? "nothing has moved" : "moved"} since the run of ${last.at.slice(0, 10)}`);
    for (const line of moved) print(`  ${line}`);
  }
  if (options.keep) keep(measured, last, new Date());
  const beyond = beyondBounds(measured);
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ at: new Date().toISOString(), machine, quick: options.quick, figures: measured, ...results })}\n`,
    );
  if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
  if (beyond.length > 0) console.error(`more than a task may ask for:\n  ${beyond.join("\n  ")}`);
  return failed.length + beyond.length > 0 ? 1 : 0;
}

function optionsOrExit(): Options {
  try {
    return parseOptions(process.argv.slice(2), names);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage(names)}`);
    return process.exit(misused);
  }
}

const options = optionsOrExit();
if (options.help) console.log(usage(names));
// A measurement that was cut short may have left requests under way; nobody waits for them.
else process.exit(await main(options));
