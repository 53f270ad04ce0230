import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Ending, runTask, startTask } from "../run-task.ts";
import { classify } from "./classify.ts";
import { takeUp } from "./cycle.ts";
import { end } from "./end.ts";
import { keepHouse } from "./keep-house.ts";
import { propose } from "./propose.ts";
import { reason } from "./reason.ts";
import { sanitise } from "./sanitise.ts";
import { updateArtefacts } from "./update-artefacts.ts";

/** A cycle from its signals to its end. */
export async function runCycle(run: DurableRun): Promise<void> {
  await runTask(run, async () => {
    const { cancel } = await startTask(run);
    run.endIf(cancel);
    const cycle = await takeUp(run);
    if (cycle === null) return needless;
    return alarmed(run, cycle.channel, async () => {
      const unread = await sanitise(run, cycle);
      const thought = await classify(run, cycle, unread);
      const plan = await reason(run, cycle, thought);
      // Documents first: writing them twice is the same as once, if what follows fails and the next cycle does it all again.
      await updateArtefacts(run, cycle, plan.changes);
      const proposed = await propose(run, cycle, plan, thought.missing);
      await keepHouse(run, cycle);
      return end(run, cycle, proposed, thought.missing);
    });
  });
}

const needless: Ending = {
  kind: "rejected",
  reason: "the project is not watched any more, or another cycle is at work on it",
  message: { text: mrkdwn`the project is not watched any more, or another cycle is at work on it` },
};

/** A cycle says nothing when all is well; that it failed, its project's channel is told. */
async function alarmed(
  run: DurableRun,
  channel: string | null,
  work: () => Promise<Ending>,
): Promise<Ending> {
  try {
    return await work();
  } catch (error) {
    if (channel !== null) run.thread = { channel, thread: null };
    throw error;
  }
}
