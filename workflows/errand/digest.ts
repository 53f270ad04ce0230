import { reviewAllAutonomy } from "../../shared/spine/autonomy.ts";
import { digestText } from "../../shared/spine/waiting-digest.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending, TaskStart } from "../run-task.ts";

/** What waits for people, told once a day in the channel for operations; and what became of trust. */
export async function digest(run: DurableRun, { cancel }: TaskStart): Promise<Ending> {
  run.endIf(cancel);
  await run.once("review autonomy", async () => reviewAllAutonomy(run.spine));
  const text = await run.once("what waits", async () => digestText(run.spine));
  const { opsChannel } = run.spine.settings.RULES;
  if (opsChannel !== undefined) run.thread = { channel: opsChannel, thread: null };
  return { kind: "done", url: null, message: { text } };
}
