import { env, exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { ledger, meetings as rows, signals } from "../../../../shared/db/schema.ts";
import { errand } from "../../../../shared/jobs/errand/job.ts";
import { meetings } from "../../../../shared/jobs/meetings/job.ts";
import { transcriptSignal } from "../../../../shared/jobs/meetings/signals.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import { botsAt } from "../../support/bots.ts";
import { hmacBase64 } from "../../support/hmac-base64.ts";
import { postSlack, sandbox } from "../../support/slack.ts";
import { spine, unique } from "../../support/spine.ts";
import { approvalsOf, peopleOf } from "./scene.ts";

const patient = { timeout: 12_000, interval: 200 };

/** What a task has asked, as soon as it has. */
const asked = async (taskId: string, kind: string) =>
  vi.waitFor(async () => {
    const [one] = await approvalsOf(taskId);
    expect(one).toMatchObject({ kind, status: "pending" });
  }, patient);

async function agent(text: string, trigger: string): Promise<string> {
  const form = { command: "/agent", text, user_id: "U0LENA", channel_id: "C0CONTENT", trigger_id: trigger };
  const response = await postSlack(
    new URLSearchParams(form).toString(),
    undefined,
    "application/x-www-form-urlencoded",
  );
  return (await response.json<{ text: string }>()).text;
}

/** What Recall tells of a bot, by its webhook, as far as it leads. */
async function hear(bot: string, event: string): Promise<void> {
  const body = JSON.stringify({ event, data: { bot: { id: bot } } });
  const id = unique("msg");
  const time = String(Math.floor(Date.now() / 1000));
  const mac = await hmacBase64(env.RECALL_WEBHOOK_SECRET, `${id}.${time}.${body}`);
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": time,
    "webhook-signature": `v1,${mac}`,
  };
  const request = { method: "POST", body, headers };
  expect((await exports.default.fetch("http://signalbox.test/webhooks/recall", request)).status).toBe(200);
}

it("a command sends a bot, its webhooks show where it is, and notes of what it heard are asked about", async () => {
  const mark = unique("meet");
  const url = `https://meet.example/${mark}`;
  expect(await agent(`meet ${url}`, unique())).toContain("tell them in the invitation");
  expect(await agent(`meet ${url} nowhere told: yes`, unique())).toContain("There is no project nowhere");
  const trigger = unique();
  const said = await agent(`meet <${url}> called "${mark}" for 30 told: I have told them`, trigger);
  const taskId = await taskIdOf(`slack:meet:${trigger}`, errand);
  expect(said).toContain(taskId);
  await asked(taskId, "meeting_bot");
  await peopleOf(taskId)();
  await vi.waitFor(async () => expect(await botsAt(mark)).toHaveLength(1), patient);
  const [bot] = await botsAt(mark);
  if (bot === undefined) throw new Error("no bot was sent");
  const row = async () => spine.db.select().from(rows).where(eq(rows.botId, bot.id)).get();
  const seen = async (botState: string) =>
    vi.waitFor(async () => expect(await row()).toMatchObject({ botState }), patient);
  await seen("scheduled");
  expect(await row()).toMatchObject({ title: mark, source: "command", by: "lena", channel: "C0CONTENT" });
  const step = async (what: string, more: object = {}) =>
    sandbox("/recall/_people/step", { do: what, bot: bot.id, webhooks: "none", ...more });
  await step("wait");
  await hear(bot.id, "bot.in_waiting_room");
  await seen("waiting_room");
  await step("join");
  await step("say", { speaker: "Maya Ortiz", text: "We have decided to ship the export behind a switch." });
  await step("end");
  await hear(bot.id, "recording.done");
  await seen("processing");
  await hear(bot.id, "transcript.done");
  await seen("done");
  const meeting = await row();
  // Each change is a fact, by which the board has the page that is open read again.
  const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "meeting.bot"));
  const states = facts.filter(({ data }) => data["meeting"] === meeting?.id).map(({ data }) => data["state"]);
  expect(states).toEqual(["waiting_room", "processing", "done"]);
  const came = await spine.db.select().from(signals).where(eq(signals.kind, transcriptSignal));
  const signal = came.find(({ id }) => id.startsWith(`meeting:${meeting?.id}/`));
  await asked(await taskIdOf(signal?.id ?? "", meetings), "meeting_notes");
});
