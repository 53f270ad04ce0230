import { setReadyFix } from "../../scripts/demo/scene.ts";
import type { Section } from "./section.ts";
import { timesOf } from "./support/fix-times.ts";

/** A whole fix: what we add to the agent's work, the runs of the tests and the patience of people. */
export const fix: Section = {
  title: "a bug's fix: what isn't model, tests or people",
  // It takes as long as all other sections of the quick form.
  quickNeeds: null,
  run: async (bench) => {
    const times = await bench.on({}, async (system) => timesOf(system, await setReadyFix(system.stack)));
    return {
      data: times,
      lines: [
        `report → pull request ready ${times.wholeMs} ms, of it the executor ${times.executorMs}, people ${times.peopleMs}`,
        `  what is ours                  ${times.oursMs} ms`,
      ],
    };
  },
};
