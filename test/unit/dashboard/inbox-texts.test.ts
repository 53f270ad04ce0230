import { describe, expect, it } from "vitest";
import { viewOf } from "../../../pages/dashboard/src/actions/registry.ts";
import { remaining } from "../../../pages/dashboard/src/parts/countdown.tsx";
import { endWords } from "../../../pages/dashboard/src/parts/approval-words.ts";
import { hiddenCharacters } from "../../../pages/dashboard/src/rooms/inbox/bytes-warning.tsx";
import { countGraphemes } from "../../../shared/domain/text-length.ts";
import { payloadOf } from "../../../pages/dashboard/src/rooms/inbox/detail/contents.tsx";

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
    const { rendering } = viewOf("email_external");
    const mail = { to: ["a@x.example"], subject: "s", text: "t" };
    expect(rendering?.(payloadOf(JSON.stringify(mail)))).not.toBeNull();
    const { subject: _gone, ...part } = mail;
    for (const bytes of ["", "not json", "[1]", "null", '"text"', JSON.stringify(part)])
      expect(rendering?.(payloadOf(bytes))).toBeNull();
  });
});
