import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { spokenLines } from "../../../../shared/domain/transcript/spoken-lines.ts";
import { placeOf } from "../../../../shared/domain/delivery/place-of.ts";
import type { ReadDocument } from "../../../../shared/domain/delivery/read-document.ts";
import { read } from "../../../support/documents/reading.ts";

/** Where words are in a document. */
const placeIn = (document: ReadDocument, words: string) => placeOf(document, document.text.indexOf(words));

describe("What was said in a call", () => {
  test("in VTT is by speaker, and no sentence is torn where a cue ends", async () => {
    const vtt =
      "WEBVTT\n\n1\n00:00:02.000 --> 00:00:04.000\n<v Maya>Orders are kept</v>\n\n00:04.000 --> 00:06.000\n<v Maya>for <i>ten</i> years.</v>\n\n00:07.000 --> 00:09.000\n<v Tom>R&amp;D agrees.</v>\n";
    const { type, document } = await read("call.txt", vtt);
    expect(type).toBe("vtt");
    expect(document.text).toBe("Maya: Orders are kept for ten years.\nTom: R&D agrees.\n");
    expect(placeIn(document, "R&D")).toMatchObject({ speaker: "Tom", at: "00:00:07" });
  });

  test("in the captions of Zoom and Teams too", async () => {
    const zoom = "WEBVTT\n\n1\n00:00:02.000 --> 00:00:04.000\nMaya Ortiz: note: two things\n";
    expect((await read("z.vtt", zoom)).document.text).toBe("Maya Ortiz: note: two things\n");
    const teams = 'WEBVTT\n\n00:00:02.000 --> 00:00:04.000\n{"speakerName":"Tom Berg","spokenText":"Yes."}\n';
    expect((await read("t.vtt", teams)).document.text).toBe("Tom Berg: Yes.\n");
    const srt = "1\n00:01:02,500 --> 00:01:04,000\nno names\nhere\n";
    const found = await read("s.srt", srt);
    expect(found).toMatchObject({ type: "srt", document: { text: "no names here\n" } });
    expect(placeOf(found.document, 0)).toMatchObject({ speaker: null, at: "00:01:02" });
  });

  test("in plain text is as it stands, with who says what when", async () => {
    const otter =
      "Maya Ortiz  0:02\nTen years it is.\n\nTom Berg  0:10\nNo.\n\nMaya Ortiz  1:03:20\nYes, we keep them.\n";
    const { type, document } = await read("call.txt", otter);
    expect([type, document.text]).toEqual(["text", otter]);
    expect(placeIn(document, "No.")).toMatchObject({ speaker: "Tom Berg", at: "0:10" });
    expect(placeIn(document, "we keep")).toMatchObject({ speaker: "Maya Ortiz", at: "1:03:20" });
    const zoom = "[00:00:01] Maya: Ten years.\n[00:00:05] Tom: No.\n[00:00:09] Maya: Yes.\n";
    expect(placeIn((await read("z.txt", zoom)).document, "No.").speaker).toBe("Tom");
    const agenda =
      "Agenda\n\nWelcome 09:00\nDemo 09:30\nBreak 10:30\nOrders 11:00\nBreak 12:00\nClosing 13:00\n";
    expect((await read("agenda.txt", agenda)).document.marks).toEqual([]);
  });

  test("in plain text is read in no time, however many blanks there are", { timeout: 5000 }, async () => {
    const lines = Array.from({ length: 100 }, () => `A${" ".repeat(10_000)}x`).join("\n");
    expect((await read("blanks.txt", lines)).document.marks).toEqual([]);
    expect(spokenLines(lines)).toHaveLength(1);
  });

  test("in captions without empty lines between is by cue", async () => {
    const vtt =
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Maya>Ten years.\n00:03.000 --> 00:04.000\n<v Tom>Five!\n";
    expect((await read("a.vtt", vtt)).document.text).toBe("Maya: Ten years.\nTom: Five!\n");
    const srt = "1\n00:00:01,000 --> 00:00:02,000\nTen\n2\n00:00:03,000 --> 00:00:04,000\nyears\n";
    expect((await read("a.srt", srt)).document.text).toBe("Ten years\n");
  });

  test.each<[string, unknown, string, string | null]>([
    [
      "Whisper's",
      { text: "Ten years.", segments: [{ start: 62.4, end: 64, text: " Ten years." }] },
      "Ten years.",
      "00:01:02",
    ],
    ["Whisper's plain", { text: "Ten years." }, "Ten years.", null],
    [
      "whisper.cpp's",
      {
        model: {},
        transcription: [{ timestamps: { from: "00:00:01,000", to: "00:00:02,000" }, text: " Ten years." }],
      },
      "Ten years.",
      "00:00:01,000",
    ],
    [
      "Deepgram's",
      {
        results: {
          channels: [
            {
              alternatives: [
                {
                  transcript: "ten years no",
                  words: [
                    { word: "ten", punctuated_word: "Ten", start: 62, end: 63, speaker: 0 },
                    { word: "years", punctuated_word: "years.", start: 63, end: 64, speaker: 0 },
                    { word: "no", punctuated_word: "No.", start: 65, end: 66, speaker: 1 },
                  ],
                },
                { transcript: "tin ears no" },
              ],
            },
          ],
        },
      },
      "Speaker 0: Ten years.\nSpeaker 1: No.",
      "00:01:02",
    ],
    [
      "AWS'",
      {
        results: {
          transcripts: [{ transcript: "Ten years." }],
          audio_segments: [
            { transcript: "Ten years.", start_time: "62.4", end_time: "64.0", speaker_label: "spk_0" },
          ],
        },
      },
      "spk_0: Ten years.",
      "00:01:02",
    ],
    [
      "AssemblyAI's",
      {
        text: "Ten years.",
        audio_duration: 90,
        utterances: [{ speaker: "A", text: "Ten years.", start: 62400, end: 64000 }],
      },
      "A: Ten years.",
      "00:01:02",
    ],
    [
      "Google's",
      { results: [{ alternatives: [{ transcript: "Ten years." }, { transcript: "Tin" }] }] },
      "Ten years.",
      null,
    ],
    [
      "Gong's",
      {
        callTranscripts: [
          {
            transcript: [{ speakerId: "77", sentences: [{ start: 62400, end: 64000, text: "Ten years." }] }],
          },
        ],
      },
      "77: Ten years.",
      "00:01:02",
    ],
    [
      "Azure's",
      { recognizedPhrases: [{ speaker: 1, nBest: [{ display: "Ten years." }, { display: "Tin." }] }] },
      "Speaker 1: Ten years.",
      null,
    ],
  ])("in JSON is read in %s form too", async (_form, value, text, at) => {
    const found = await read("call.json", JSON.stringify(value));
    expect(found).toMatchObject({ type: "transcript", document: { text: `${text}\n` } });
    expect(placeIn(found.document, "years").at).toBe(at);
  });

  test.each([
    ["a plain list", [{ speaker: "Maya", text: "Ten years.", start: 62.4 }], "00:01:02"],
    [
      "Recall's",
      [
        {
          participant: { id: 1, name: "Maya" },
          words: [{ text: "Ten", start_timestamp: { relative: 62.4 } }, { text: "years." }],
        },
      ],
      "00:01:02",
    ],
    [
      "Teams'",
      { entries: [{ speakerName: "Maya", spokenText: "Ten years.", startDateTime: "09:00" }] },
      "09:00",
    ],
    [
      "Rev's",
      {
        monologues: [{ speaker: "Maya", elements: [{ value: "Ten" }, { value: " " }, { value: "years." }] }],
      },
      null,
    ],
  ])("in JSON is read in %s form", async (_form, value, at) => {
    const found = await read("call.json", JSON.stringify(value));
    expect(found).toMatchObject({ type: "transcript", document: { text: "Maya: Ten years.\n" } });
    expect(placeIn(found.document, "years")).toMatchObject({ speaker: "Maya", at });
  });
});

describe("A Slack export", () => {
  const day = [
    { type: "message", ts: "1793610060.000200", user: "U2", text: "agreed &amp; noted, <@U1>" },
    { type: "message", ts: "1793610000.000100", user: "U1", text: "Keep <https://x.test|orders> ten years" },
  ];

  test("of a day has its messages in the order in which they were said", async () => {
    const { type, document } = await read("2026-11-02.json", JSON.stringify(day));
    expect(type).toBe("slack");
    expect(document.text).toBe("U1: Keep orders (https://x.test) ten years\nU2: agreed & noted, @U1\n");
    expect(placeIn(document, "noted")).toMatchObject({ speaker: "U2", at: "2026-11-02T09:01:00.000Z" });
  });

  test("is read as Slack's API gives it too, and has what programs say", async () => {
    const bot = {
      type: "message",
      subtype: "bot_message",
      ts: "1793610120.000300",
      username: "Forms",
      text: "",
      blocks: [{ type: "divider" }, { type: "section", text: { type: "mrkdwn", text: "Survey: ten years" } }],
    };
    const { type, document } = await read(
      "history.json",
      JSON.stringify({ ok: true, messages: [bot, ...day] }),
    );
    expect(type).toBe("slack");
    expect(document.text).toBe(
      "U1: Keep orders (https://x.test) ten years\nU2: agreed & noted, @U1\nForms: Survey: ten years\n",
    );
  });

  test("of many days knows its people", async () => {
    const packed = zipSync({
      "users.json": strToU8(JSON.stringify([{ id: "U1", profile: { real_name: "Maya" } }])),
      "launch/2026-11-02.json": strToU8(JSON.stringify([...day, { odd: true }])),
      "launch/2026-11-01.json": strToU8("[]"),
      "channels.json": strToU8("[]"),
    });
    const { document, notes } = await read("export.zip", Uint8Array.from(packed));
    expect(document.text).toBe(
      "#launch, 2026-11-02\nMaya: Keep orders (https://x.test) ten years\nU2: agreed & noted, @Maya\n",
    );
    expect(notes).toEqual(["1 entries that are no messages were left out"]);
  });
});
