import { z } from "zod";
import { setReadyFix } from "../../scripts/demo/scene.ts";
import { waitFor } from "../../scripts/stack/wait.ts";
import type { Section } from "./section.ts";
import { timesOf } from "./support/fix-times.ts";
import { Listener } from "./support/listener.ts";
import { latencyLine, latencyOf, rounded } from "./support/stats.ts";
import type { System } from "./support/system.ts";

const printed = 10_000;
const beginsWithinMs = 60_000;
const liveForm = z.object({
  live: z.object({ lines: z.array(z.object({ text: z.string() })) }).nullish(),
});

/** A fix whose tests print without end before somebody who looks on. */
export const live: Section = {
  title: `the live view of a fix with ${printed} lines a run`,
  // As long as a fix takes.
  quickNeeds: null,
  run: async (bench) => {
    const { times, ...view } = await bench.on({}, loudFix);
    const lag = latencyOf(view.lagsMs);
    return {
      data: { times, lag, states: view.states, characters: view.characters },
      lines: [
        `report → pull request ready ${times.wholeMs} ms, of it the executor ${times.executorMs}, ours ${times.oursMs}`,
        latencyLine("a line until it is seen", lag),
        `the listener was told ${view.states} times, ${rounded(view.characters / 1e6)} million characters`,
      ],
    };
  },
};

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
  const ready = setReadyFix(stack);
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
