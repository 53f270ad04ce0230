import { cpus } from "node:os";
import { interruptSignal } from "../../scripts/stack/interrupt.ts";
import { measure } from "./measure.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import { sections } from "./sections.ts";

const names = Object.keys(sections);
const misused = 2;
const wasInterrupted = 130;

/**
 * `npm run bench`: measures and prints. It judges nothing: goals stand beside their numbers, and the exit code tells
 * only whether there are numbers.
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

  print(`${machine.cpus} × ${machine.cpu}, Node ${machine.node}${options.quick ? ", quick" : ""}`);
  await measure({ quick: options.quick, interrupted, progress }, options, ({ name, title, ...outcome }) => {
    if (outcome.kind === "failed") {
      results[name] = { error: outcome.reason };
      failed.push(name);
      print(`\n${name}: failed: ${outcome.reason}`);
    } else {
      results[name] = outcome.report.data;
      print(`\n${name}: ${title}`);
      for (const line of outcome.report.lines) print(`  ${line}`);
    }
  });
  if (interrupted.aborted) return wasInterrupted;
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ at: new Date().toISOString(), machine, quick: options.quick, ...results })}\n`,
    );
  if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
  return failed.length > 0 ? 1 : 0;
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
