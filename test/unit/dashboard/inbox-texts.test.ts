import { describe, expect, it } from "vitest";
import { remaining } from "../../../pages/dashboard/src/parts/remaining.ts";
import { endWords } from "../../../pages/dashboard/src/rooms/inbox/end-words.ts";
import { hiddenCharacters } from "../../../pages/dashboard/src/rooms/inbox/hidden-characters.ts";
import { payloadOf } from "../../../pages/dashboard/src/rooms/inbox/renderings/payload.ts";
import { countGraphemes } from "../../../shared/domain/social-draft.ts";

describe("what the inbox says", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["👩‍👩‍👧", 1],
    ["🇩🇪 é", 3],
    ["e\u0301", 1],
  ])("counts characters as readers do: %s", (text, count) => expect(countGraphemes(text)).toBe(count));

  it("finds what a reader can't see, each once", () => {
    expect(hiddenCharacters("pay\u202Ehsac\u202C \u200Bnow\u200B")).toEqual(["U+202E", "U+202C", "U+200B"]);
    expect(hiddenCharacters("\u{E0041}")).toEqual(["U+E0041"]);
    expect(hiddenCharacters("Line one\r\n\tline two, naïve 👩‍👩‍👧 ❤️ שלום")).toEqual([]);
  });

  it.each([
    [-5, "0:00"],
    [1, "0:01"],
    [59_000, "0:59"],
    [249_000, "4:09"],
    [3_729_000, "1:02:09"],
    [3 * 86_400_000, "3 days"],
  ])("shows %d ms as %s", (ms, words) => expect(remaining(ms)).toBe(words));

  it("names who decided, also when it took two, and where", () => {
    const nameOf = (id: string) => id.toUpperCase();
    const ended = { status: "approved", decidedBy: "maya and lena", channel: "slack" } as const;
    expect(endWords(ended, nameOf)).toBe("Approved by MAYA and LENA in Slack");
    expect(endWords({ status: "expired", decidedBy: null, channel: null }, nameOf)).toBe(
      "Closed: nobody decided in time",
    );
  });

  it("renders only what the bytes spell", () => {
    expect(payloadOf('{"a":1}')).toEqual({ a: 1 });
    for (const bytes of ["", "not json", "[1]", "null", '"text"']) expect(payloadOf(bytes)).toBeNull();
  });
});
