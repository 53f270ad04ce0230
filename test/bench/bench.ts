import { cpus } from "node:os";
import { interruptSignal } from "../../scripts/stack/interrupt.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import type { Bench } from "./section.ts";
import { sections } from "./sections.ts";
import { rounded } from "./support/stats.ts";
import { allOf, lastWords, withSystem } from "./support/system.ts";

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
    // wrangler's own recording of every span, which costs as much as the work; the stack turns it off.
    localObservability: (process.env["X_LOCAL_OBSERVABILITY"] ?? "false") !== "false",
  };
  const conditions = { quick: options.quick, interrupted, progress };
  const chosen = Object.entries(sections).filter(([name]) => options.only.includes(name));
  const results: Record<string, object> = {};
  const failed = new Set<string>();
  const fail = (name: string, error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    results[name] = { error: reason };
    failed.add(name);
    print(`\n${name}: failed: ${reason}`);
  };
  const measure = async (on: Bench["on"]): Promise<void> => {
    for (const [name, section] of chosen) {
      if (interrupted.aborted) return;
      progress(`${name}: ${section.title}`);
      const startedAt = performance.now();
      try {
        const { data, lines } = await section.run({ ...conditions, reference: options.reference, on });
        results[name] = data;
        print(`\n${name}: ${section.title}`);
        for (const line of lines) print(`  ${line}`);
      } catch (error) {
        // One section that can't be measured takes nothing from the others.
        fail(name, error);
      }
      progress(`${name} took ${rounded((performance.now() - startedAt) / 1000)} s`);
    }
  };

  print(
    `${machine.cpus} × ${machine.cpu}, Node ${machine.node}, wrangler's local observability ${machine.localObservability ? "on" : "off"}${options.quick ? ", quick" : ""}`,
  );
  if (options.quick) {
    const needs = allOf(chosen.map(([, section]) => section.quickNeeds));
    try {
      await withSystem(conditions, needs, async (system) =>
        measure(async (_, look) => {
          try {
            return await look(system);
          } catch (error) {
            if (!interrupted.aborted) progress(lastWords(system.stack.stateDir));
            throw error;
          }
        }),
      );
    } catch (error) {
      // What doesn't start fails all that wait for it.
      for (const [name] of chosen) if (!(name in results)) fail(name, error);
    }
  } else {
    await measure(async (needs, look) => withSystem(conditions, needs, look));
  }
  if (interrupted.aborted) return wasInterrupted;
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ at: new Date().toISOString(), machine, quick: options.quick, ...results })}\n`,
    );
  if (failed.size > 0) console.error(`failed: ${[...failed].join(", ")}`);
  return failed.size > 0 ? 1 : 0;
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
