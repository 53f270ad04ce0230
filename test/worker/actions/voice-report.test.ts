import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { readMp3 } from "../../../shared/domain/voice/mp3.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { budgetLedger } from "../../../shared/spine/budget.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { actionById } from "../../../shared/db/approvals.ts";
import { allowed, outcomeOf, performed } from "../support/carried-out.ts";
import { faults, sandbox } from "../support/slack.ts";
import { spine, unique, withRules } from "../support/spine.ts";
import { api } from "../support/task.ts";
import { readingOf, spokenWith, voicesNamed } from "../support/voices.ts";

beforeEach(async () => sandbox("/elevenlabs/_sandbox/reset", {}));

const json = async (path: string) => JSON.parse(await (await api(path)).text());
/** Three pieces for the model that is meant where none is named. */
const long = (mark: string) =>
  Array.from({ length: 3 }, (_none, n) => `${mark} ${n} ${"on ".repeat(400)}end.`).join(" ");

/** What a task has spent, micro-dollars. */
async function spentFor(actionId: string): Promise<number | undefined> {
  const action = await actionById(spine.db, actionId);
  const key = `task:${action?.taskId}`;
  const [pot] = await budgetLedger(env).view([{ scope: "task", key, limit: 1 }], Date.now());
  return pot?.spent;
}

describe("a report that is read aloud", () => {
  it("is read piece by piece, kept as one sound, and heard whole or in part", async () => {
    const mark = unique("Report");
    const text = long(mark);
    const actionId = await allowed("voice_report", readingOf(mark, { text }));
    expect(await performed(actionId)).toBe("done");
    const spoken = await spokenWith(mark);
    expect(spoken.map((one) => one.text.slice(0, mark.length + 2))).toEqual(
      [0, 1, 2].map((n) => `${mark} ${n}`),
    );
    expect(spoken[0]).toMatchObject({ voice: "sandboxVoiceAda0001", model: "eleven_multilingual_v2" });
    expect(await spentFor(actionId)).toBe(100 * text.length);

    const { voices } = await json("/api/voices?about=text:default");
    const { id, seconds, bytes } = voices.find(({ title }: { title: string }) => title === mark);
    expect(await json(`/api/voices/${id}`)).toMatchObject({ words: text, model: "eleven_multilingual_v2" });
    const whole = await api(`/api/voices/${id}/audio`);
    expect(whole.headers.get("content-type")).toBe("audio/mpeg");
    const sound = await whole.bytes();
    expect([sound.length, readMp3(sound)?.ms]).toEqual([bytes, seconds * 1000]);
    const part = async (range: string) => {
      const headers = { authorization: "Bearer viewer-token", range };
      const response = await api(`/api/voices/${id}/audio`, headers);
      return {
        status: response.status,
        of: response.headers.get("content-range"),
        bytes: await response.bytes(),
      };
    };
    expect(await part("bytes=10-19")).toEqual({
      status: 206,
      of: `bytes 10-19/${bytes}`,
      bytes: sound.slice(10, 20),
    });
    expect((await part("bytes=-5")).bytes).toEqual(sound.slice(-5));
    expect(await part(`bytes=${bytes}-`)).toMatchObject({ status: 416, of: `bytes */${bytes}` });
    expect((await part("sounds=1-2")).status).toBe(200);
    // Only the whole is left.
    const { objects } = await env.ARTEFACTS.list({ prefix: "voices/" });
    expect(objects.filter(({ key }) => !key.endsWith(".mp3") || key.split("/").length > 2)).toEqual([]);
  });

  it("reads a piece whose answer was lost once more, counts that, and leaves those alone that it has", async () => {
    const mark = unique("Report");
    const text = long(mark);
    const actionId = await allowed(
      "voice_report",
      readingOf(mark, { text, model: "eleven_multilingual_v2" }),
    );
    await faults("elevenlabs", { path: "/v1/text-to-speech/", match: `"text":"${mark} 1`, drop: true });
    expect(await performed(actionId)).toBe("done");
    const heard = (await spokenWith(mark)).map((one) => one.text.slice(mark.length + 1, mark.length + 2));
    expect(heard).toEqual(["0", "1", "1", "2"]);
    expect(await voicesNamed(mark)).toHaveLength(1);
    expect(await spentFor(actionId)).toBe(2 * 100 * text.length);
  });

  it("waits for money where its words cost more than there is", async () => {
    const mark = unique("Report");
    const poor = withRules({ projects: { default: { budgetUsdDay: 0.1 } } });
    const actionId = await allowed("voice_report", readingOf(mark, { text: long(mark) }));
    expect(await perform(poor, actionId)).toMatchObject({ kind: "paused" });
    expect(await spokenWith(mark)).toEqual([]);
  });

  it("waits where ElevenLabs asks for patience, and is read once", async () => {
    const mark = unique("Report");
    await faults("elevenlabs", { path: "/v1/text-to-speech/", match: mark, status: 429 });
    expect(await performed(await allowed("voice_report", readingOf(mark)))).toBe("done");
    expect(await spokenWith(mark)).toHaveLength(1);
  });

  it.each([
    ["without a key", { ELEVENLABS_API_KEY: "" }, {}, "ELEVENLABS_API_KEY is not set"],
    ["with a key that was revoked", { ELEVENLABS_API_KEY: "sk_old" }, {}, "Invalid API key"],
    ["with a voice that isn't there", {}, { voice: "nobody" }, "nobody was not found"],
    ["of a meeting that isn't there", {}, { about: { of: "meeting", meeting: "mtg_x" } }, "no meeting mtg_x"],
    [
      "of a version that isn't there",
      {},
      { about: { of: "artefact", kind: "raid_log", version: 99 } },
      "has no version 99",
    ],
  ])("is refused %s, and says what to mend", async (_name, settings, over, words) => {
    const mark = unique("Report");
    const actionId = await allowed("voice_report", readingOf(mark, over));
    const at = (offsetMs: number) =>
      configuredSpine({ ...env, ...settings }, { now: () => Date.now() + offsetMs });
    const outcome = await outcomeOf(actionId, at);
    expect(outcome).toMatchObject({ kind: "failed", reason: expect.stringContaining(words) });
    expect(await voicesNamed(mark)).toEqual([]);
    expect(await spentFor(actionId)).toBe(0);
  });

  it("says that the quota is used up, which is no trouble with the key", async () => {
    const mark = unique("Report");
    await sandbox("/elevenlabs/_people/quota", { left: 5 });
    const outcome = await outcomeOf(await allowed("voice_report", readingOf(mark)));
    expect(outcome).toMatchObject({ kind: "failed", reason: expect.stringContaining("exceeds your quota") });
    expect((await env.SERVICE_GATE.getByName("elevenlabs").view()).refusal).toBeNull();
  });

  it("is read by voices that the account has, or it says which setting to mend", async () => {
    expect(await json("/api/speakers")).toEqual({
      speakers: [
        { id: "sandboxVoiceAda0001", name: "Ada" },
        { id: "sandboxVoiceIvo0002", name: "Ivo" },
      ],
      usual: { speaker: "sandboxVoiceAda0001", model: "eleven_multilingual_v2" },
      problem: null,
    });
    await faults("elevenlabs", { path: "/v2/voices", status: 503 });
    expect((await json("/api/speakers")).problem).toContain("503");
  });
});
