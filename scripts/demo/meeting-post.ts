import { waitFor } from "../stack/wait.ts";
import { endOf, lead } from "./meeting-outside.ts";
import { followUp } from "./meeting-said.ts";
import { messageWithButton, type Outside } from "./outside.ts";
import { patienceMs } from "./patience.ts";

/** A post about what came of it, which cites the older one: seen where people decide, in the ledger and on its page. */
export async function writeFollowUp(
  outside: Outside,
  older: { url: string; title: string },
  tell: (step: string, detail: string) => void,
): Promise<string> {
  const sent = await outside.say("U0PRIYA", followUp(older.title));
  const event = sent.deliveries.find(({ type }) => type === "app_mention")?.event_id;
  const { id } = await waitFor("a task for the post", patienceMs, async () =>
    (await outside.tasks()).find(({ signalId }) => signalId === `slack:${event}`),
  );
  const message = await waitFor("the post's approval message", patienceMs, async () => {
    const { task } = await outside.task(id);
    if (task.failure !== null) throw new Error(`the post failed: ${task.failure.message}`);
    return messageWithButton(await outside.messages(), sent.ts, "approval.approve");
  });
  const shown = JSON.stringify(message.blocks);
  if (!shown.includes("draws on") || !shown.includes(older.url))
    throw new Error(`the approval doesn't say that the post draws on ${older.url}`);
  const used = (await outside.task(id)).timeline.find(({ type }) => type === "memory.used");
  if (!JSON.stringify(used?.data ?? null).includes(older.url))
    throw new Error("the ledger doesn't say that the older post was used");
  tell("post asked for", `by Priya; the approval shows that it draws on "${older.title}"`);
  await outside.click(lead, message, "approval.approve");
  const url = (await endOf(outside, id)).task.result?.url ?? "";
  const page = await waitFor(`the rebuilt blog at ${url}`, patienceMs, async () => {
    const answer = await fetch(url);
    return answer.ok ? answer.text() : null;
  });
  const cited = page.split(/We said this in \w+ already, in /)[1] ?? "";
  if (!cited.slice(0, 200).includes(`href="${older.url}"`))
    throw new Error(`${url} doesn't cite ${older.url}`);
  tell("post published", `${url}, "We said this in …" with a link to the older one`);
  return url;
}
