import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { messageWithButton, Outside, type TaskView, type TimelineEntry } from "./outside.ts";
import { patienceMs } from "./patience.ts";

export interface StoryResult {
  taskId: string;
  url: string;
  steps: { at: number; step: string; detail: string }[];
  view: TaskView;
  why: { at: string; step: string; words: string }[];
}

const requester = "U0PRIYA";
const editor = "U0MAYA";
const outsider = "U0JONAS";
const feedback =
  "Begin with the night when nobody noticed that a job had failed, and say plainly what we would do differently.";

/** Tells the content job from a Slack message to the published post. Every step is seen from outside, or it throws. */
export async function tellStory(
  stack: Stack,
  brief: string,
  say: (step: string, detail: string) => void,
): Promise<StoryResult> {
  const outside = new Outside(stack);
  const steps: StoryResult["steps"] = [];
  const started = performance.now();
  const tell = (step: string, detail: string): void => {
    steps.push({ at: Math.round(performance.now() - started), step, detail });
    say(step, detail);
  };

  const sent = await outside.say(requester, brief);
  const mention = sent.deliveries.find((delivery) => delivery.type === "app_mention");
  if (mention?.status !== 200)
    throw new Error(`the Worker answered ${mention?.status} to the signed Slack event`);
  tell("signal received", `Slack event ${mention.event_id}, signed, answered 200`);

  const { id } = await waitFor("a task for the signal", patienceMs, async () =>
    (await outside.tasks()).find((task) => task.signalId === `slack:${mention.event_id}`),
  );
  const seen = async (type: string, nth = 1): Promise<TimelineEntry> => {
    const { entry, failure } = await waitFor(`${type} in the ledger of ${id}`, patienceMs, async () => {
      const { task, timeline } = await outside.task(id);
      const found = timeline.filter((one) => one.type === type)[nth - 1];
      return found || task.failure ? { entry: found, failure: task.failure } : null;
    });
    if (!entry) throw new Error(`waited for ${type}, but the task failed: ${failure?.message}`);
    return entry;
  };
  const button = async (version: number) =>
    waitFor(`the approval message of version ${version} in Slack`, patienceMs, async () => {
      const message = messageWithButton(await outside.messages(), sent.ts, "approval.approve");
      return JSON.stringify(message?.blocks ?? null).includes(`Version ${version} `) ? message : null;
    });

  await seen("task.queued");
  tell("task queued", id);
  tell("intent", (await seen("request.routed")).summary);
  tell("rubric", (await seen("rubric.checked")).summary);
  tell("draft", describeDraft(await seen("draft.written")));
  const first = await button(1);
  tell(
    "approval asked",
    `in Slack, bound to sha256 ${String((await seen("approval.requested")).data["digest"]).slice(0, 12)}`,
  );

  await outside.click(outsider, first, "approval.approve");
  const whisper = await waitFor("the refusal that only Jonas sees", patienceMs, async () =>
    (await outside.messages()).find((message) => message.ephemeral_to === outsider),
  );
  await seen("approval.refused");
  tell("click refused", `Jonas is not on the list: "${whisper.text.replace(/:\w+: /, "")}"`);

  const asked = await outside.click(editor, first, "approval.revise");
  if (!asked.view) throw new Error("no modal opened for the feedback");
  await outside.submit(editor, asked.view.id, { feedback: { text: feedback } });
  await seen("approval.decided");
  tell("revision requested", `by Maya: "${feedback}"`);
  tell("second draft", describeDraft(await seen("draft.written", 2)));
  const second = await button(2);
  const click = await outside.click(editor, second, "approval.approve");
  if (!click.ok) throw new Error(`the approving click was answered ${click.status}`);
  const decided = await seen("approval.decided", 2);
  await waitFor("the approval message without buttons", patienceMs, async () => {
    const message = (await outside.messages()).find((one) => one.ts === second.ts);
    return message?.edited && JSON.stringify(message.blocks).includes("Approved");
  });
  tell("approved", `by ${String(decided.data["by"])}, who may decide; the message shows it`);

  // A post is published when the blog that is built anew shows it.
  const done = await seen("task.done");
  const url = String(done.data["url"]);
  await waitFor("the report in the thread", patienceMs, async () =>
    (await outside.messages()).some((message) => message.thread_ts === sent.ts && message.text.includes(url)),
  );
  tell("published", url);

  const view = await outside.task(id);
  const title = view.task.title ?? "";
  await waitFor(`the rebuilt blog at ${url}`, patienceMs, async () => {
    const page = await fetch(url);
    return page.ok && (await page.text()).includes(escapeHtml(title));
  });
  tell("blog rebuilt", `"${title}" is on the page`);
  const feed = await (await fetch(new URL("/rss.xml", url))).text();
  if (!feed.includes(url)) throw new Error("the post is not in the blog's RSS feed");
  tell("RSS", "the feed has the post");
  return { taskId: id, url, steps, view, why: await outside.why(id) };
}

function describeDraft({ data }: TimelineEntry): string {
  return `"${String(data["title"])}", ${String(data["words"])} words, ${String(data["inputTokens"])} + ${String(data["outputTokens"])} tokens, $${Number(data["usd"]).toFixed(4)} (${String(data["provider"])})`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
