import { isObject } from "../../sandbox/json.ts";
import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { type Found, whereItWent } from "./campaign-places.ts";
import { messageWithButton, Outside, type TaskView } from "./outside.ts";
import { patienceMs } from "./patience.ts";

export interface CampaignResult {
  taskId: string;
  places: Found[];
  refused: string;
  steps: { at: number; step: string; detail: string }[];
}

const requester = "U0PRIYA";
const editor = "U0MAYA";
const topic = "the new exports";
const line = `@signalbox launch campaign for ${topic}

Audience: teams that export every night
Recipients: readers@weekly.example
Key points:
- An export that failed says why, in words
- It begins again where it ended`;
const reason = "The code is not public yet.";

/** Tells a launch campaign from one message in Slack to the yes. Answers what tells where it went: Threads takes its time. */
export async function launchCampaign(
  stack: Stack,
  say: (step: string, detail: string) => void,
): Promise<() => Promise<CampaignResult>> {
  const outside = new Outside(stack);
  const steps: CampaignResult["steps"] = [];
  const started = performance.now();
  const tell = (step: string, detail: string): void => {
    steps.push({ at: Math.round(performance.now() - started), step, detail });
    say(step, detail);
  };
  const sent = await outside.say(requester, line);
  const event = sent.deliveries.find((delivery) => delivery.type === "app_mention")?.event_id;
  const { id } = await waitFor("a task for the campaign", patienceMs, async () =>
    (await outside.tasks()).find((task) => task.signalId === `slack:${event}`),
  );
  tell("one line in Slack", `"launch campaign for ${topic}"`);

  const question = await waitFor("the campaign's approval message", patienceMs, async () => {
    const { task, timeline } = await outside.task(id);
    if (task.failure !== null) throw new Error(`the campaign failed: ${task.failure.message}`);
    if (task.status === "waiting_reply")
      throw new Error(`the campaign has a question: ${timeline.at(-1)?.summary ?? ""}`);
    return messageWithButton(await outside.messages(), sent.ts, "bundle.approve");
  });
  const { approvals } = await outside.task(id);
  const asked = approvals.filter(({ status }) => status === "pending");
  tell(
    "approval asked",
    `one message for ${asked.length} pieces: ${asked.map(({ kind }) => kind).join(", ")}; each with its digest and its buttons`,
  );

  const gist = asked.find(({ kind }) => kind === "gist_publish");
  if (gist === undefined) throw new Error("the campaign has no gist to refuse");
  const block = blockOf(question.blocks ?? [], gist.id);
  const modal = await outside.click(editor, question, "approval.reject", block);
  if (!modal.view) throw new Error("no modal opened for the reason");
  const submitted = await outside.submit(editor, modal.view.id, { reason: { text: reason } });
  if (!submitted.ok) throw new Error(`the refusal was answered ${submitted.body}`);
  await waitFor("the gist's refusal", patienceMs, async () =>
    (await outside.task(id)).approvals.some((one) => one.id === gist.id && one.status === "rejected"),
  );
  tell("one refused", `the gist, by Maya: "${reason}"`);

  const rest = `Approve all (${asked.length - 1})`;
  const shown = await waitFor("the message without the gist's buttons", patienceMs, async () => {
    const message = messageWithButton(await outside.messages(), sent.ts, "bundle.approve");
    return JSON.stringify(message?.blocks ?? null).includes(rest) ? message : null;
  });
  await outside.click(editor, shown, "bundle.approve");
  await waitFor("the yes to the others", patienceMs, async () => {
    const { approvals: all } = await outside.task(id);
    return all.filter(({ status }) => status === "approved").length === asked.length - 1;
  });
  tell("the others approved", `by Maya, with one click on "${rest}"`);
  return async () => {
    const view = await waitFor("the campaign to be out", patienceMs, async () =>
      ended(await outside.task(id)),
    );
    if (view.task.failure !== null) throw new Error(`the campaign failed: ${view.task.failure.message}`);
    const places = await whereItWent(stack, outside, view, topic);
    for (const { place, url, begins } of places) tell(place, `${url}  "${begins}"`);
    tell("each once", `${places.length} places have it once, the gist is nowhere`);
    return { taskId: id, places, refused: "gist_publish", steps };
  };
}

function ended(view: TaskView): TaskView | null {
  const over = ["done", "failed", "rejected", "cancelled"];
  return over.includes(view.task.status) ? view : null;
}

/** The block whose buttons are about an approval. */
function blockOf(blocks: readonly Record<string, unknown>[], approvalId: string): string {
  const found = blocks.find(({ elements }) =>
    Array.isArray(elements)
      ? elements.some((one: unknown) => isObject(one) && String(one["value"]).includes(`"${approvalId}"`))
      : false,
  );
  if (typeof found?.["block_id"] !== "string") throw new Error(`no buttons are about ${approvalId}`);
  return found["block_id"];
}
