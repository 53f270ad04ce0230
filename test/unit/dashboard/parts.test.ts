import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneOf, searchWith, soughtWords, webAddress } from "../../../pages/dashboard/src/parts/address.ts";
import { draftFrom } from "../../../pages/dashboard/src/parts/draft/draft-from.ts";
import { lasting } from "../../../pages/dashboard/src/parts/duration.ts";
import { kindWords } from "../../../pages/dashboard/src/actions/registry.ts";
import { panels } from "../../../pages/dashboard/src/jobs/registry.ts";
import { factWords, lookOf } from "../../../pages/dashboard/src/parts/fact/fact-words.ts";
import { counted, cutAtMoments } from "../../../pages/dashboard/src/parts/words.ts";
import { laidOut } from "../../../pages/dashboard/src/rooms/dead-letters/letter.tsx";
import { blankRun, runProblems } from "../../../pages/dashboard/src/rooms/tasks/run.tsx";

describe("the panels of jobs", () => {
  it("are of jobs that there are, by their names", () => {
    const folders = readdirSync("shared/jobs", { withFileTypes: true }).filter((one) => one.isDirectory());
    expect(folders.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(panels)));
  });
});

describe("an address", () => {
  it("carries what a view is narrowed to, there and back", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (q, project) => {
        const search = searchWith(searchWith("", { q }), { project });
        const members = new URLSearchParams(search);
        expect([members.get("q"), members.get("project")]).toEqual(
          [q, project].map((text) => text.toWellFormed()),
        );
      }),
    );
  });

  it("loses what is taken away, and keeps the rest", () => {
    expect(searchWith("?status=done&q=cron&tab=why", { status: null, q: "" })).toBe("tab=why");
    expect(searchWith("status=done", { status: "failed" })).toBe("status=failed");
  });

  it("narrows to nothing that isn't there", () => {
    expect(oneOf("done", ["done", "failed"])).toBe("done");
    expect(oneOf("gone", ["done", "failed"])).toBeUndefined();
    expect(oneOf(null, ["done"])).toBeUndefined();
  });

  it("looks for nothing as long as the words are too short", () => {
    expect(["  ab ", "abc", " a b "].map((typed) => soughtWords(typed))).toEqual(["", "abc", "a b"]);
  });

  it("is linked to only when a browser would open it, never when it would run it", () => {
    expect(webAddress("https://blog.example/posts/x/")).toBe("https://blog.example/posts/x/");
    expect(webAddress("https://github.com@evil.example/")).toBeNull();
    for (const text of ["javascript:alert(1)", "data:text/html,x", "OPS-12", " JAVASCRIPT:alert(1)", ""])
      expect(webAddress(text)).toBeNull();
  });
});

describe("a duration", () => {
  it("is told in at most two units", () => {
    const told = [
      0, 40.4, 999, 1000, 2440, 9949, 9950, 59_400, 60_000, 185_000, 3_600_000, 7_860_000, 100_800_000,
    ];
    expect(told.map((ms) => lasting(ms))).toEqual([
      "0 ms",
      "40 ms",
      "999 ms",
      "1.0 s",
      "2.4 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min",
      "3 min 5 s",
      "1 h",
      "2 h 11 min",
      "1 d 4 h",
    ]);
  });

  it("is never told below nothing", () => {
    expect(lasting(-5)).toBe("0 ms");
  });
});

describe("words", () => {
  it("come from the names of kinds", () => {
    expect(["blog_post", "blog_publish", "code_execute"].map((kind) => kindWords(kind))).toEqual([
      "Blog post",
      "Blog publish",
      "Carry out the plan",
    ]);
    expect([factWords("llm.called"), factWords("stop.waited"), factWords("budget.topped_up")]).toEqual([
      "Model called",
      "Halted by a stop",
      "Budget topped up",
    ]);
  });

  it("agree with their number", () => {
    expect([counted(1, "call"), counted(0, "call"), counted(2, "yes", "yeses")]).toEqual([
      "1 call",
      "0 calls",
      "2 yeses",
    ]);
  });

  it("keep all of a text around the moments that it names", () => {
    const text = "its window until 2026-11-21T11:40:31.151Z, or 2026-11-22T00:00:00Z";
    const parts = cutAtMoments(text);
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(parts.filter((part) => part.isMoment).map((part) => part.text)).toEqual([
      "2026-11-21T11:40:31.151Z",
      "2026-11-22T00:00:00Z",
    ]);
    expect(cutAtMoments("the digest of 2026-11-21").some((part) => part.isMoment)).toBe(false);
  });

  it("show trouble as trouble, whatever family it is of", () => {
    for (const type of [
      "task.failed",
      "signal.dead",
      "effect.failed",
      "effect.unknown",
      "circuit.opened",
    ] as const)
      expect(lookOf(type)).toBe("trouble");
    expect(lookOf("effect.applied")).toBe("applied");
    expect(lookOf("settings.changed")).toBe("system");
  });
});

describe("a draft", () => {
  const fresh = blankRun("fresh");
  const draft = { ...blankRun("k"), text: "Write" };

  it("comes back as it was kept", () => {
    expect(draftFrom(JSON.stringify(draft), fresh)).toEqual(draft);
  });

  it("is not made of anything else", () => {
    for (const kept of [
      null,
      "",
      "{",
      "null",
      "7",
      '{"text":"Write"}',
      '{"text":7,"project":"","channel":"","onceKey":""}',
    ])
      expect(draftFrom(kept, fresh)).toBe(fresh);
  });

  it("is sent only with words, and to a channel's id if to any", () => {
    expect(runProblems(draft)).toEqual({});
    expect(runProblems({ ...draft, channel: " C012AB3CD " })).toEqual({});
    expect(Object.keys(runProblems({ ...draft, text: " \n", channel: "#general" }))).toEqual([
      "text",
      "channel",
    ]);
  });
});

describe("a dead letter's body", () => {
  it("is laid out if it can be, and left alone if not", () => {
    expect(laidOut('{"a":1}')).toEqual({ a: 1 });
    expect(laidOut('{"a":')).toBe('{"a":');
  });
});
