import { join } from "node:path";
import { setInterval } from "node:timers/promises";
import { parseArgs } from "node:util";
import { enterMilestones } from "./replay/milestones.ts";
import { watchAtlasSince } from "./stack/atlas-since.ts";
import { projectRoot, readDevVars } from "./stack/dev-vars.ts";
import { interruptSignal } from "./stack/interrupt.ts";
import { configuredPorts } from "./stack/ports.ts";
import { signInLink, UnknownToken } from "./stack/sign-in-link.ts";
import { type Stack, startStack } from "./stack/stack.ts";
import { refuseSecondStart } from "./stack/state-lock.ts";
import { unknownNames } from "./stack/unknown-names.ts";

const cronEveryMs = 60_000;
/** So that the watched project has something in it; its next day is a click away on the sandbox's page. */
const storyDaysAtStart = 3;

/**
 * `npm start`: the whole system on this machine until Ctrl-C; its state stays in `.signalbox/`. With `--reload` (`npm run dev`)
 * the Worker follows its code.
 */
async function main(): Promise<void> {
  const { values: options } = parseArgs({ options: { reload: { type: "boolean", default: false } } });
  const interrupted = interruptSignal();
  interrupted.addEventListener("abort", () => console.log("\nstopping …"));
  const stateDir = join(projectRoot, ".signalbox");
  await refuseSecondStart(stateDir);
  const devVars = readDevVars();
  for (const told of unknownNames(devVars, process.env)) console.warn(`! ${told}`);
  const stack = await startStack({
    interrupted,
    dashboard: true,
    reload: options.reload,
    stateDir,
    prepare: async (execute) => watchAtlasSince(stateDir, execute),
    ports: await configuredPorts(process.env),
    devVars,
    storyDays: storyDaysAtStart,
    onProgress: (what) => console.log(`… ${what}`),
  });
  const state: { monday: string | null } = JSON.parse(
    await (await fetch(`${stack.urls.sandbox}/story/_/state`)).text(),
  );
  if (state.monday !== null) await enterMilestones(stack, state.monday);
  const link = await linkOrWhy(stack);
  const services = Object.entries(stack.services).map(([name, kind]) => `${name}: ${kind}`);
  console.log(`
Signalbox is up.

  Dashboard        ${link}
                   (works once, within the hour; npm run sign-in makes another one)
  Slack (sandbox)  ${stack.urls.slack}
  LinkedIn         ${stack.urls.sandbox}/linkedin
  Blog             ${stack.urls.blog}
  Worker           ${stack.urls.worker}/health
  API              curl -H "Authorization: Bearer $(cat ${join(stack.stateDir, "api-token")})" ${stack.urls.worker}/api/tasks
  Sandbox          ${stack.urls.sandbox}
  A project's life ${stack.urls.sandbox}/story lets its next day happen

  ${services.join(", ")}
  State and logs   ${stack.stateDir}

Ctrl-C stops it.`);

  try {
    await cronTick(stack.urls.worker);
    for await (const _tick of setInterval(cronEveryMs, undefined, { signal: interrupted }))
      await cronTick(stack.urls.worker);
  } catch (error) {
    if (!interrupted.aborted) throw error;
  } finally {
    await stack.stop();
  }
  console.log("stopped; the state is kept");
}

async function linkOrWhy({ urls, apiToken }: Stack): Promise<string> {
  try {
    return await signInLink(urls, apiToken);
  } catch (error) {
    if (error instanceof UnknownToken) return error.message;
    throw error;
  }
}

/** On Cloudflare a cron trigger does this. */
async function cronTick(worker: string): Promise<void> {
  const answer = await fetch(`${worker}/cdn-cgi/local/scheduled`).catch((error: unknown) => String(error));
  if (typeof answer === "string" || !answer.ok)
    console.error(`the cron trigger failed: ${typeof answer === "string" ? answer : answer.status}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
