import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { interruptSignal } from "../../scripts/stack/interrupt.ts";
import { freePorts } from "../../scripts/stack/ports.ts";
import { type Stack, startStack } from "../../scripts/stack/stack.ts";
import { someOf } from "./ambush/moments.ts";
import { checkAll } from "./checks/all.ts";
import { deliveryMoments } from "./delivery/moments.ts";
import { fixMoments } from "./fix/moments.ts";
import { randomFrom } from "../random.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import { type Plan, planOf } from "./plan.ts";
import { lines, summaryOf } from "./report.ts";
import { playPlan } from "./run.ts";

const misused = 2;
const wasInterrupted = 130;

/** `npm run test:chaos`: kills the Worker over and over and checks from outside that nothing is lost or done twice. */
async function main(options: Options): Promise<number> {
  const interrupted = interruptSignal();
  const print = (line = ""): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const progress = (what: string): void =>
    void process.stderr.write(`${seconds().toFixed(1).padStart(6)} s  ${what}\n`);
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-chaos-"));
  const { seed, kills, fixKills, deliveryKills } = options;
  print(
    `seed ${seed}: ${options.tasks} tasks, ${kills} kills; a fix, ${fixKills} kills; a delivery, ${deliveryKills} kills`,
  );
  let stack: Stack | undefined;
  try {
    const plan = planOf(seed, options.tasks);
    stack = await startStack({
      stateDir,
      ports: await freePorts(),
      devVars: "",
      overrides: overridesFor(plan),
      blog: false,
      interrupted,
      onProgress: progress,
    });
    const moments = {
      fix: someOf(randomFrom(seed, "fix"), fixMoments, fixKills),
      delivery: someOf(randomFrom(seed, "delivery"), deliveryMoments, deliveryKills),
    };
    const evidence = await playPlan(stack, plan, { kills, seed, moments, interrupted }, progress);
    const summary = summaryOf(options, evidence, checkAll(evidence), seconds());
    for (const line of lines(summary, evidence)) print(line);
    if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
    return summary.ok ? 0 : 1;
  } catch (error) {
    if (interrupted.aborted) return wasInterrupted;
    print(
      `seed ${seed}: the run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return 1;
  } finally {
    await stack?.stop();
    if (options.keep) print(`logs and state are in ${stateDir}`);
    else rmSync(stateDir, { recursive: true, force: true });
  }
}

/** Quick watchdogs, money for everything, and rules under which rejections change nobody's autonomy. */
function overridesFor({ windows }: Plan): Record<string, string> {
  const budgetUsdDay = 10_000;
  const rules = {
    opsChannel: "C0GENERAL",
    digestHour: 23,
    windows,
    // All requests through the API are "you"'s, and so are the decisions there.
    ownAllowed: ["email_external", "email_stakeholder", "jira_comment", "repository_create"],
    demotion: { days: 1, corrected: 100_000, rejected: 100_000, reverted: 100_000 },
    projects: { default: { stakeholders: ["@signalbox.example"], autonomy: 3, budgetUsdDay } },
    repositories: { "acme/checkout": { paths: ["/srv/checkout/"], sentryProjects: ["checkout"] } },
    bugFix: { channel: "C0ENGINEERING" },
    delivery: { owner: "acme" },
  };
  return {
    RATE_LIMITS: "false",
    RULES: JSON.stringify(rules),
    WATCHDOG_SECONDS: "2",
    QUEUE_PATIENCE_SECONDS: "10",
    LLM_TASK_BUDGET_USD: "100",
    LLM_DAILY_BUDGET_USD: "10000",
    LLM_MONTHLY_BUDGET_USD: "10000",
  };
}

function optionsOrExit(): Options {
  try {
    return parseOptions(process.argv.slice(2), () => Math.floor(Math.random() * 1_000_000));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(misused);
  }
}

const options = optionsOrExit();
if (options.help) console.log(usage);
// Requests of the people may still be under way; nobody waits for them.
else process.exit(await main(options));
