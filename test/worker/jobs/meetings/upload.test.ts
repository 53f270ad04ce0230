import { describe, expect, it } from "vitest";
import { meetingById } from "../../../../shared/db/meetings.ts";
import { signals } from "../../../../shared/db/schema.ts";
import { eq } from "drizzle-orm";
import { app } from "../../../../workers/app.ts";
import { env } from "cloudflare:workers";
import { spine, unique } from "../../support/spine.ts";

const vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Maya Ortiz>We have decided to ship it.</v>";

async function upload(fields: Record<string, string>, file: File | null, token = "test-api-token") {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file !== null) form.append("transcript", file);
  const response = await app.request(
    "http://worker.test/api/meetings",
    { method: "POST", body: form, headers: { authorization: `Bearer ${token}` } },
    env,
  );
  const body: Record<string, unknown> = await response.json();
  return { status: response.status, body };
}

const about = (title: string) => ({
  title,
  project: "default",
  startsAt: "2026-12-02T10:00:00Z",
  attendees: "Maya Ortiz\nLena Outside <lena@outside.example>",
});

describe("a transcript that somebody brings", () => {
  it("is kept with who spoke and when, and begins notes once, however often it comes", async () => {
    const title = unique("weekly");
    const file = new File([vtt], "call.vtt");
    const first = await upload(about(title), file);
    expect(first).toMatchObject({ status: 200, body: { segments: 1, strangers: [], duplicate: false } });
    const id = String(first.body["id"]);
    expect(await upload(about(title), file)).toMatchObject({ body: { id, duplicate: true } });
    const row = await meetingById(spine.db, id);
    expect(row).toMatchObject({
      title,
      source: "upload",
      attendees: [
        { name: "Maya Ortiz", email: null },
        { name: "Lena Outside", email: "lena@outside.example" },
      ],
    });
    const kept = await spine.db
      .select()
      .from(signals)
      .where(eq(signals.id, `meeting:${id}/${row?.transcriptDigest}`));
    expect(kept).toMatchObject([{ kind: "meeting.transcript" }]);
    const response = await app.request(
      `http://worker.test/api/meetings/${id}/transcript`,
      { headers: { authorization: "Bearer viewer-token" } },
      env,
    );
    expect(await response.json()).toEqual({
      segments: [
        {
          speaker: "Maya Ortiz",
          person: "Maya Ortiz",
          startMs: 1000,
          endMs: 2000,
          text: "We have decided to ship it.",
        },
      ],
    });
  });

  it.each([
    [
      "a picture",
      new File([new Uint8Array([0x89, 0x50, 0, 0])], "call.png"),
      {},
      /no transcript: upload it as VTT/,
    ],
    ["JSON of another form", new File(['{"a":1}'], "call.json"), {}, /JSON of a form that isn't known/],
    ["no file", null, {}, /no file named transcript/],
    ["five hours", new File(["[05:00:00] Maya Ortiz: late"], "call.txt"), {}, /longer than 4\.5 hours/],
    ["no project", new File([vtt], "call.vtt"), { project: "nowhere" }, /no project nowhere/],
    ["no address", new File([vtt], "call.vtt"), { attendees: "Maya <maya@>" }, /is no attendee/],
  ])("is refused with what to mend: %s", async (_what, file, over, why) => {
    const { status, body } = await upload({ ...about(unique()), ...over }, file);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(why);
  });

  it("is not a viewer's to bring", async () => {
    const { status } = await upload(about(unique()), new File([vtt], "call.vtt"), "viewer-token");
    expect(status).toBe(403);
  });
});
