import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { silenceFor } from "../../../../sandbox/elevenlabs/silence.ts";
import { joinMp3, readMp3 } from "../../../../shared/domain/voice/mp3.ts";
import { spokenNotes } from "../../../../shared/domain/voice/spoken-notes.ts";
import { spokenPieces } from "../../../../shared/domain/voice/spoken-pieces.ts";
import { voicePrice } from "../../../../shared/domain/voice/voice-models.ts";

const bytesOf = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

describe("an MP3", () => {
  const spoken = silenceFor("x".repeat(15));
  const sound = readMp3(spoken) ?? expect.fail("it is an MP3");

  it("is as long as its frames, and loses its tags", () => {
    expect(sound.ms).toBeGreaterThanOrEqual(1000);
    expect(sound.ms).toBeLessThan(1030);
    expect(Array.from(sound.frames.subarray(0, 2))).toEqual([0xff, 0xfb]);
    expect(sound.frames.length % 417).toBe(0);
    expect(spoken.length).toBeGreaterThan(sound.frames.length);
    expect(readMp3(bytesOf(spoken, new TextEncoder().encode("TAG"), Array(125).fill(32)))).toEqual(sound);
  });

  it("is joined to another one as if it had been one", () => {
    const joined = joinMp3([sound, sound]);
    expect(joined.ms).toBe(2 * sound.ms);
    expect(readMp3(joined.frames)?.frames).toEqual(joined.frames);
  });

  it("counts neither what only describes it nor a frame that was cut off", () => {
    const describing = [0xff, 0xfb, 0x90, 0xc0, ...Array(17).fill(0), ...new TextEncoder().encode("Info")];
    const first = [...describing, ...Array(417 - describing.length).fill(0)];
    expect(readMp3(bytesOf(first, sound.frames, sound.frames.subarray(0, 100)))).toEqual(sound);
  });

  it.each([
    ["nothing", []],
    ["a page", new TextEncoder().encode("<html>busy</html>")],
    ["a tag alone", spoken.subarray(0, 20)],
  ])("is not %s", (_name, bytes) => {
    expect(readMp3(bytesOf(bytes))).toBeNull();
  });
});

describe("a text in pieces", () => {
  it("is cut between sentences, and loses none of its words", () => {
    expect(spokenPieces("One is done. Two isn't! Is three? Four.", 24)).toEqual([
      "One is done. Two isn't!",
      "Is three? Four.",
    ]);
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.integer({ min: 4, max: 60 }),
        (text, most) => {
          const found = spokenPieces(text, most);
          expect(found.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
          for (const piece of found) expect(piece.length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  it("costs what its model costs a character", () => {
    expect(voicePrice("eleven_multilingual_v2", "x".repeat(1000))).toBe(100_000);
    expect(voicePrice("eleven_flash_v2_5", "x".repeat(1000))).toBe(50_000);
  });
});

it("Notes are read without marks and moments, and say who does what", () => {
  const moment = { segment: 1, atMs: 61_000, speaker: "Maya", quote: "we ship" };
  const text = spokenNotes("Weekly", {
    summary: [{ text: "We ship on Friday", moment }],
    decisions: [],
    actions: [
      { text: "Write the notes", owner: "Lena", due: "2026-12-04", moment },
      { text: "Tell the customers.", owner: null, due: null, moment },
    ],
    questions: [],
    risks: [],
    leftOut: 0,
    instructs: false,
  });
  expect(text).toBe(
    "Weekly.\n\nIn short.\nWe ship on Friday.\n\nWho does what.\nWrite the notes. Lena, by 2026-12-04.\nTell the customers. Nobody has taken it.",
  );
});
