import { describe, expect, it } from "vitest";
import { dueDay } from "../../../../shared/domain/meeting/due-day.ts";
import { matchSpeaker } from "../../../../shared/domain/meeting/match-speaker.ts";
import { segmentsOf } from "../../../../shared/domain/meeting/segments-of.ts";
import { captionCues } from "../../../../shared/domain/transcript/captions.ts";
import { spokenLines } from "../../../../shared/domain/transcript/spoken-lines.ts";
import { cuesOf } from "../../../../shared/domain/transcript/transcript-form.ts";

const person = (id: string, name: string) =>
  ({ id, name, role: "approver", email: `${id}@acme.example` }) as const;
const people = [
  person("maya", "Maya Ortiz"),
  person("jonas", "Jonas Weber"),
  person("jonas2", "Jonas Klein"),
];

describe("the person behind a speaker", () => {
  it.each([
    ["Maya Ortiz", "Maya Ortiz"],
    ["ortiz, maya", "Maya Ortiz"],
    ["Maya Ortiz (Acme)", "Maya Ortiz"],
    ["maya@acme.example", "Maya Ortiz"],
    ["Maya", "Maya Ortiz"],
    // Two have that name, so it is nobody's.
    ["Jonas", undefined],
    ["Maya Stone", undefined],
    ["Lena", undefined],
    ["", undefined],
  ])("%s is %s", (speaker, name) => {
    expect(matchSpeaker(speaker, people, [])?.name).toBe(name);
  });

  it("is nobody where a stranger of that first name was there", () => {
    const stranger = { name: "Maya Stone", email: "maya@else.example" };
    expect(matchSpeaker("Maya", people, [stranger])).toBeNull();
    expect(matchSpeaker("M. O.", people, [{ name: "M. O.", email: "maya@acme.example" }])?.id).toBe("maya");
  });
});

describe("the day that words mean, on a Wednesday", () => {
  it.each([
    ["by Friday", "2026-12-04"],
    ["on Wednesday", "2026-12-09"],
    ["next Tuesday", "2026-12-08"],
    ["next Friday", "2026-12-11"],
    ["tomorrow", "2026-12-03"],
    ["in two weeks", "2026-12-16"],
    ["in 10 days", "2026-12-12"],
    ["by the end of the month", "2026-12-31"],
    ["end of next week", "2026-12-11"],
    ["12 December", "2026-12-12"],
    ["December 24th", "2026-12-24"],
    ["January 5", "2027-01-05"],
    ["until 2026-12-30", "2026-12-30"],
    ["31 February", null],
    ["2026-02-31", null],
    ["soon", null],
    ["", null],
  ])("%s: %s", (words, day) => {
    expect(dueDay(words, "2026-12-02")).toBe(day);
  });
});

describe("a transcript's segments", () => {
  it("have their times in milliseconds, whatever they come in", () => {
    const vtt =
      "WEBVTT\n\n00:01.500 --> 00:02.000\n<v Maya>Hello there</v>\n\n01:00:00.000 --> 01:00:01.250\n<v Lena>Bye</v>";
    expect(segmentsOf(captionCues(vtt), people, [])).toMatchObject([
      { speaker: "Maya", person: "Maya Ortiz", startMs: 1500, endMs: 2000 },
      { speaker: "Lena", person: null, startMs: 3_600_000, endMs: 3_601_250 },
    ]);
    const recall = [
      {
        participant: { name: null },
        words: [
          { text: "so", start_timestamp: { relative: 3.25 }, end_timestamp: { relative: 3.5 } },
          { text: "far", start_timestamp: { relative: 3.5 }, end_timestamp: { relative: 4 } },
        ],
      },
    ];
    const nameless = recall.map(({ words }) => ({ participant: null, words }));
    for (const all of [recall, nameless])
      expect(segmentsOf(cuesOf(all) ?? [], people, [])).toEqual([
        { speaker: null, person: null, startMs: 3250, endMs: 4000, text: "so far" },
      ]);
  });

  it("are no longer than can be read at once, whoever never stops, and lose no word", () => {
    const words = Array.from({ length: 30_000 }, (_, n) => `word${n}`);
    const segments = segmentsOf(spokenLines(`Maya Ortiz: ${words.join(" ")}`), people, []);
    expect(segments.length).toBeGreaterThan(60);
    expect(segments.every((one) => one.text.length <= 4000 && one.person === "Maya Ortiz")).toBe(true);
    expect(segments.map(({ text }) => text).join(" ")).toBe(words.join(" "));
    const [whole] = segmentsOf(spokenLines(`x${"🚂".repeat(3000)}`), people, []);
    expect(whole?.text).toBe(`x${"🚂".repeat(1999)}`);
  });

  it("are read out of plain text, with heads of their own and lines that go on", () => {
    const text =
      "Maya Ortiz: hello there\nand more\n[00:01:02] Jonas Weber: yes\nMaya Ortiz  00:02:03\nwhat about it\n00:03 nobody is named";
    expect(spokenLines(text).map(({ speaker, text: said, startMs }) => [speaker, said, startMs])).toEqual([
      ["Maya Ortiz", "hello there and more", null],
      ["Jonas Weber", "yes", 62_000],
      ["Maya Ortiz", "what about it", 123_000],
      [null, "nobody is named", 3000],
    ]);
  });

  it("count from the first where the times are the day's", () => {
    const cues = cuesOf([
      { speaker: "Lena", text: "first", start: "2026-12-02T10:00:00Z" },
      { speaker: "Maya", text: "second", start: "2026-12-02T10:00:05Z" },
    ]);
    expect(segmentsOf(cues ?? [], people, []).map(({ startMs }) => startMs)).toEqual([0, 5000]);
  });
});
