import { z } from "zod";
import { setReadyFix } from "../../scripts/demo/scene.ts";
import { waitFor } from "../../scripts/stack/wait.ts";
import type { TimelineEntry } from "../../scripts/demo/outside.ts";
import type { Section } from "./section.ts";
import { Listener } from "./support/listener.ts";
import { latencyLine, latencyOf, rounded } from "./support/stats.ts";
import type { System } from "./support/system.ts";

const printed = 10_000;
const beginsWithinMs = 60_000;
const loudWithinMs = 300_000;
const liveForm = z.object({
  live: z.object({ lines: z.array(z.object({ text: z.string() })) }).nullish(),
});

/** A whole fix: what we add to the agent's work and the tests' runs; and one whose tests print without end before somebody who looks on. */
export const fix: Section = {
  title: `a bug's fix: what isn't model or tests, and a live view of ${printed} lines a run`,
  // It takes as long as all other sections of the quick form.
  quickNeeds: null,
  run: async (bench) => {
    const quiet = await bench.on({}, async (system) => {
      bench.progress("a fix that nobody looks at");
      return timesOf(system, await setReadyFix(system.stack));
    });
    const { times: loud, ...view } = await bench.on({}, async (system) => {
      bench.progress("a fix whose tests print, before a listener");
      return loudFix(system);
    });
    const lag = latencyOf(view.lagsMs);
    return {
      data: { quiet, loud, lag, states: view.states, characters: view.characters },
      lines: [
        `report → pull request ready ${quiet.wholeMs} ms, of it the executor ${quiet.executorMs}, people ${quiet.peopleMs}`,
        `  what is ours                  ${quiet.oursMs} ms`,
        `with ${printed} lines a run, looked at: ${loud.wholeMs} ms, the executor ${loud.executorMs}, ours ${loud.oursMs}`,
        latencyLine("a line until it is seen", lag),
        `the listener was told ${view.states} times, ${rounded(view.characters / 1e6)} million characters`,
      ],
    };
  },
};

interface Times {
  wholeMs: number;
  /** In a phase, from its beginning until it has passed: the agent, its model, git and the runs of the tests. */
  executorMs: number;
  /** While the plan waited for its yes. */
  peopleMs: number;
  oursMs: number;
}

async function timesOf({ outside }: System, taskId: string): Promise<Times> {
  const { timeline } = await outside.task(taskId);
  const [first, last] = [timeline[0], timeline.find(({ type }) => type === "pull_request.ready")];
  if (first === undefined || last === undefined)
    throw new Error(`${taskId} has no pull request that is ready`);
  const wholeMs = Date.parse(last.at) - Date.parse(first.at);
  const executorMs = between(timeline, "phase.started", "phase.passed");
  const peopleMs = between(timeline, "approval.requested", "approval.decided");
  return { wholeMs, executorMs, peopleMs, oursMs: wholeMs - executorMs - peopleMs };
}

/** All the time between the one and the other that follows it. */
function between(timeline: readonly TimelineEntry[], from: string, to: string): number {
  let since: number | null = null;
  let sum = 0;
  for (const { type, at } of timeline) {
    if (type === from) since ??= Date.parse(at);
    if (type !== to || since === null) continue;
    sum += Date.parse(at) - since;
    since = null;
  }
  return sum;
}

/** Every run of the tests prints, each line with the time at which it was. */
async function loudFix(system: System) {
  const { outside, stack } = system;
  const content = [
    'import test from "node:test";',
    `test("speaks", () => {`,
    `  for (let n = 0; n < ${printed}; n++) console.log("line " + n + " at " + Date.now().toString(36));`,
    "});",
  ].join("\n");
  await outside.sandbox("github", "push-commit", {
    repository: "acme/checkout",
    branch: "main",
    path: "test/loud.test.js",
    content,
    message: "Say more in tests",
    login: "maya-ortiz",
  });
  const lagsMs: number[] = [];
  const ready = setReadyFix(stack, loudWithinMs);
  const { id } = await waitFor("the bug's task", beginsWithinMs, async () => outside.taskOfKind("bug_fix"));
  const listener = await Listener.open(stack, `task-agent/${id}`, (state) => {
    const newest = liveForm.parse(state).live?.lines.at(-1)?.text ?? "";
    const at = /line \d+ at (\w+)/.exec(newest)?.[1];
    if (at !== undefined) lagsMs.push(Date.now() - Number.parseInt(at, 36));
  });
  try {
    const times = await timesOf(system, await ready);
    return { times, lagsMs, states: listener.states, characters: listener.characters };
  } finally {
    listener.close();
  }
}
