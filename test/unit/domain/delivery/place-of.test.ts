import fc from "fast-check";
import { expect, test } from "vitest";
import { placeOf } from "../../../../shared/domain/delivery/place-of.ts";
import type { ReadDocument } from "../../../../shared/domain/delivery/read-document.ts";

const call: ReadDocument = {
  text: "Kick-off\nMaya: orders stay\nTom: ten years\n",
  marks: [
    { offset: 0, page: 1 },
    { offset: 9, speaker: "Maya", at: "00:00:02" },
    { offset: 27, speaker: "Tom", at: null, page: 2 },
  ],
};

test("A place has its line, and the page, the speaker and the time that hold there", () => {
  expect(placeOf(call, 0)).toEqual({ line: 1, page: 1, speaker: null, at: null });
  expect(placeOf(call, 8)).toEqual({ line: 1, page: 1, speaker: null, at: null });
  expect(placeOf(call, 9)).toEqual({ line: 2, page: 1, speaker: "Maya", at: "00:00:02" });
  expect(placeOf(call, call.text.indexOf("ten"))).toEqual({ line: 3, page: 2, speaker: "Tom", at: null });
});

test("An offset outside of the text is at its nearest end", () => {
  fc.assert(
    fc.property(fc.double(), (offset) => {
      const { line } = placeOf(call, offset);
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(4);
    }),
  );
  expect(placeOf(call, Number.NaN)).toEqual(placeOf(call, 0));
});
