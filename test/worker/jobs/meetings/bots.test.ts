import { env, exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { meetingBot } from "../../../../shared/actions/meeting-bot.ts";
import { meetingById } from "../../../../shared/db/meetings.ts";
import { actions, meetings, signals } from "../../../../shared/db/schema.ts";
import { transcriptSignal } from "../../../../shared/jobs/meetings/signals.ts";
import { lookAtBot } from "../../../../shared/jobs/meetings/bots/look-at-bot.ts";
import { lookAtBots } from "../../../../shared/jobs/meetings/bots/look-at-bots.ts";
import { storedTranscript } from "../../../../shared/jobs/meetings/stored-transcript.ts";
import { perform } from "../../../../shared/spine/perform.ts";
import { sealActionKind } from "../../../../shared/spine/action-kind.ts";
import { hmacBase64 } from "../../support/hmac-base64.ts";
import { botFor, botsAt } from "../../support/bots.ts";
import { allowed, performed } from "../../support/carried-out.ts";
import { kindRules } from "../../support/kind-rules.ts";
import { applied, faults, sandbox } from "../../support/slack.ts";
import { proposeOne, spine, spineAt, unique, withRules } from "../../support/spine.ts";

beforeEach(async () => sandbox("/recall/_sandbox/reset", {}));

async function aBot(over: object = {}) {
  const mark = unique("bot");
  expect(await performed(await allowed("meeting_bot", botFor(mark, over)))).toBe("done");
  const [bot] = await botsAt(mark);
  if (bot === undefined) throw new Error("no bot was sent");
  const rows = (await meetingsNow()).filter(({ botId }) => botId === bot.id);
  const [{ id } = { id: "" }, ...others] = rows;
  expect(others).toEqual([]);
  const row = async () => (await meetingById(spine.db, id)) ?? expect.fail(`there is no ${id}`);
  return {
    id,
    bot,
    row,
    /** What happens to it at Recall. */
    step: async (what: string, more: object = {}) =>
      sandbox("/recall/_people/step", { do: what, bot: bot.id, ...more }),
    look: async () => lookAtBot(spine, await row()),
  };
}

const meetingsNow = async () => spine.db.select().from(meetings);
const transcriptsOf = async (id: string) =>
  (await spine.db.select().from(signals).where(eq(signals.kind, transcriptSignal))).filter(({ id: signal }) =>
    signal.startsWith(`meeting:${id}/`),
  );

describe("a meeting's bot", () => {
  it("is sent once, says that it records, and leaves nothing at Recall for ever", async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const { bot, row } = await aBot({ startsAt });
    expect(bot).toMatchObject({
      joinAt: startsAt,
      retentionHours: 168,
      announcement: expect.stringContaining("recorded"),
    });
    expect(await row()).toMatchObject({ botState: "scheduled", consent: "told", source: "command" });
  });

  it("is not sent where nobody has said that they know of it, unless a rule lets that be", async () => {
    const one = await proposeOne({ kind: "meeting_bot", payload: botFor(unique("bot"), { told: null }) });
    expect(one.verdict).toMatchObject({ kind: "forbidden" });
    const kind = sealActionKind(meetingBot);
    const payload = botFor("any", { told: null, minutes: 120 });
    expect(kind.inspect(payload, kindRules())?.outOfBounds).toMatch(/tell them in the invitation/);
    expect(kind.inspect(payload, kindRules({ consent: false }))?.outOfBounds).toBeNull();
    expect(kind.price(payload)).toBe(1_300_000);
  });

  it("waits for money where its minutes cost more than there is", async () => {
    const mark = unique("bot");
    const poor = withRules({ projects: { default: { budgetUsdDay: 1 } } });
    const actionId = await allowed("meeting_bot", botFor(mark, { minutes: 120 }));
    expect(await perform(poor, actionId)).toMatchObject({ kind: "paused" });
    expect(await botsAt(mark)).toEqual([]);
  });

  it("goes from the waiting room to a transcript, whose speakers may be nobody, and which comes once", async () => {
    const { row, step, look } = await aBot();
    await step("wait");
    expect(await look()).toBe("waiting_room");
    await step("join");
    expect(await look()).toBe("recording");
    await step("say", { speaker: "Maya Ortiz", text: "We ship on Friday." });
    await step("say", { text: "And who tells the customers?" });
    await step("end");
    // It has the recording transcribed, and takes the words at the next look; a third one finds nothing to do.
    expect([await look(), await look(), await look()]).toEqual(["processing", "done", "done"]);
    const meeting = await row();
    const [signal, ...others] = await transcriptsOf(meeting.id);
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ provenance: "external" });
    expect(await storedTranscript(spine, meeting, meeting.transcriptDigest ?? "")).toMatchObject([
      { speaker: "Maya Ortiz", person: "Maya Ortiz", startMs: 0, text: "We ship on Friday." },
      { speaker: null, person: null, startMs: 12_000 },
    ]);
  });

  it.each([
    ["never", "nobody let it in"],
    ["refuse", "the host did not allow it to record"],
  ])("that comes to nothing (%s) says why", async (what, why) => {
    const { row, step, look } = await aBot();
    await step(what);
    expect(await look()).toBe("failed");
    expect(await row()).toMatchObject({ botState: "failed", botSaid: why, transcriptKey: null });
  });

  it("whose recording can't be transcribed says what to do", async () => {
    const { row, step, look } = await aBot();
    await step("join");
    await step("end");
    await step("garble");
    expect(await look()).toBe("failed");
    expect((await row()).botSaid).toMatch(/upload a transcript/);
  });

  it("is transcribed once, whoever looks at once, and once more only if that was not taken", async () => {
    const { row, step, look } = await aBot();
    await step("join");
    await step("end");
    const asked = async () => (await applied("recall", "/create_transcript/")).length;
    await faults("recall", { path: "/create_transcript/", status: 503 });
    expect(await look()).toBe("processing");
    expect([await asked(), (await row()).recordingId]).toEqual([0, null]);
    await env.SERVICE_GATE.getByName("recall").reopen();
    const seen = await row();
    expect(await Promise.all([lookAtBot(spine, seen), lookAtBot(spine, seen)])).not.toContain("failed");
    expect(await asked()).toBe(1);
  });

  it.each([
    ["nonsense", "<html>no transcript</html>"],
    ["another form", JSON.stringify({ answer: 42 })],
    ["words of nobody's form", JSON.stringify([{ constructor: "x" }])],
  ])("whose transcript is %s says what to do", async (_name, transcript) => {
    const { row, step, look } = await aBot();
    await step("join");
    await step("end");
    await look();
    await step("mangle", { transcript });
    expect(await look()).toBe("failed");
    expect((await row()).botSaid).toMatch(/upload it by hand/);
  });

  it("that Recall refuses is said to have failed, with its words", async () => {
    const mark = unique("bot");
    await faults("recall", { path: "/api/v1/bot/", method: "POST", status: 400 });
    expect(await performed(await allowed("meeting_bot", botFor(mark)))).toBe("failed");
    const row = (await meetingsNow()).find(({ url }) => url?.endsWith(mark));
    expect(row).toMatchObject({ botState: "failed", botSaid: expect.stringContaining("Recall.ai") });
  });

  it("that has brought nothing a day after its meeting is over, whatever keeps it", async () => {
    const { id, step, row } = await aBot();
    await step("join");
    await faults("recall", { path: "/api/v1/bot/", status: 503, times: 50 });
    const days = (n: number) => lookAtBots(spineAt(n * 86_400_000 + 3_600_000));
    expect(await days(0)).toBeGreaterThan(0);
    expect(await row()).toMatchObject({ botState: "scheduled", botSaid: expect.stringContaining("503") });
    await days(1);
    expect(await row()).toMatchObject({
      botState: "failed",
      botSaid: expect.stringContaining("a day after"),
    });
    const said = await spine.db
      .select()
      .from(actions)
      .where(eq(actions.taskId, `notice-meeting-${id}`));
    expect(said.map(({ kind }) => kind)).toEqual(["notification_internal"]);
  });

  it("is looked at though no webhook comes, and an outage of Recall's is waited out", async () => {
    const { row, step } = await aBot();
    await step("join");
    await faults("recall", { path: "/api/v1/bot/", status: 503 });
    const later = (minutes: number) => lookAtBots(spineAt(minutes * 60_000));
    expect(await later(3)).toBe(1);
    expect(await row()).toMatchObject({ botState: "scheduled" });
    await env.SERVICE_GATE.getByName("recall").reopen();
    expect(await later(6)).toBe(1);
    expect(await row()).toMatchObject({ botState: "recording" });
    expect(await later(6)).toBe(0);
  });
});

describe("Recall's door", () => {
  const body = JSON.stringify({ event: "bot.in_call_recording", data: { bot: { id: "b-1" }, data: {} } });
  const knock = async (family: string, over: Record<string, string> = {}, sent = body) => {
    const id = unique("msg");
    const time = String(Math.floor(Date.now() / 1000));
    const mac = await hmacBase64(env.RECALL_WEBHOOK_SECRET, `${id}.${time}.${sent}`);
    const headers = {
      "content-type": "application/json",
      [`${family}-id`]: id,
      [`${family}-timestamp`]: time,
      [`${family}-signature`]: `v1,${mac}`,
      ...over,
    };
    const post = async () =>
      exports.default.fetch("http://signalbox.test/webhooks/recall", { method: "POST", body: sent, headers });
    const answers = [await post(), await post()];
    const kept = await spine.db.$count(signals, eq(signals.id, `recall:${id}`));
    return { statuses: answers.map(({ status }) => status), kept };
  };

  it.each(["webhook", "svix"])("takes what is signed with %s's headers, once", async (family) => {
    expect(await knock(family)).toEqual({ statuses: [200, 200], kept: 1 });
  });

  it("names what is wrong with nonsense, and lets alone what is no bot's", async () => {
    const asked = async (sent: object) => (await knock("webhook", {}, JSON.stringify(sent))).statuses[0];
    expect(await asked([])).toBe(400);
    expect(await asked({ event: 7 })).toBe(400);
    expect(await asked({ event: "bot.done", data: { bot: { id: "x".repeat(10_000) } } })).toBe(400);
    expect(await asked({ event: "bot.done", data: {} })).toBe(200);
    expect(await asked({ event: "constructor", data: { bot: { id: "__proto__" } } })).toBe(200);
  });

  it("takes nothing that is forged or old", async () => {
    const refused = { statuses: [401, 401], kept: 0 };
    expect(await knock("webhook", { "webhook-signature": "v1,AAAA" })).toEqual(refused);
    expect(await knock("svix", { "svix-timestamp": "1700000000" })).toEqual(refused);
    expect(await knock("other")).toEqual(refused);
  });
});
