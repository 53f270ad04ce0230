import { describe, expect, it } from "vitest";
import { expected, expectedOn } from "../../../sandbox/story/expected.ts";
import { tolerated, traps } from "../../../sandbox/story/expected/traps.ts";
import { recentMonday } from "../../../sandbox/story/calendar.ts";
import { daysOf, storyFrom } from "../../../sandbox/story/story.ts";
import { threads } from "../../../sandbox/story/threads/registry.ts";

const story = storyFrom("2026-11-02");
const ids = new Set(story.events.map(({ id }) => id));

describe("the story of atlas", () => {
  it("is two weeks of about 400 mails and 150 tickets, each with a name and a second of its own", () => {
    const mails = story.events.filter(({ kind }) => kind === "mail");
    expect(mails.length).toBeGreaterThan(380);
    const keys = [...story.before, ...story.events].flatMap((one) =>
      one.kind === "ticket_created" ? [one.key] : [],
    );
    expect(keys).toEqual(Array.from({ length: 150 }, (_none, index) => `ATL-${index + 1}`));
    expect(ids.size).toBe(story.events.length);
    expect(new Set(story.events.map(({ at }) => at)).size).toBe(story.events.length);
    expect(daysOf(story, 1, 5).length + daysOf(story, 6, 10).length).toBe(story.events.length);
    expect(threads.length).toBeGreaterThanOrEqual(40);
  });

  it("changes only tickets that are there, and names none that isn't", () => {
    const there = new Set<string>();
    for (const event of [...story.before, ...story.events]) {
      if (event.kind === "mail") continue;
      if (event.kind === "ticket_created") there.add(event.key);
      expect(there, event.id).toContain(event.key);
      if (event.kind === "ticket_deleted") there.delete(event.key);
    }
    const words = story.events.map((event) => ("text" in event ? event.text : "")).join("\n");
    for (const [key] of words.matchAll(/ATL-\d+/g)) expect(there).toContain(key);
    expect(words).not.toMatch(/\{w\d/);
  });

  it("keeps Berlin's time on both sides of a change of the clocks", () => {
    const spring = storyFrom("2026-03-23");
    expect(new Date(spring.calendar.at(5, "09:00")).toISOString()).toBe("2026-03-27T08:00:00.000Z");
    expect(new Date(spring.calendar.at(6, "09:00")).toISOString()).toBe("2026-03-30T07:00:00.000Z");
    expect(spring.calendar.fill("{w2fri} and {w2fri:de}")).toBe("3 April and 3. April");
    expect(recentMonday(Date.parse("2026-11-26T16:00:00Z"))).toBe("2026-11-09");
    expect(() => storyFrom("2026-11-03")).toThrow("not a Monday");
  });

  it("has what proves each expected entry, and not before it is expected", () => {
    for (const { id, proof, from } of expected) {
      for (const event of proof) expect(ids, id).toContain(event);
      const known = new Set(daysOf(story, 1, from).map((event) => event.id));
      expect(
        proof.some((event) => known.has(event)),
        id,
      ).toBe(true);
    }
    for (const { id, events } of traps) for (const event of events) expect(ids, id).toContain(event);
    for (const event of tolerated) expect(ids).toContain(event);
    expect(new Set(expected.map(({ id }) => id)).size).toBe(expected.length);
  });

  it("expects a decision only until it is taken back", () => {
    const made = (day: number): string[] =>
      expectedOn(day).flatMap(({ id, as }) => (as.includes("made") ? [id] : []));
    expect(made(6)).toContain("identity-service");
    expect(made(7)).not.toContain("identity-service");
    expect(made(7)).toContain("own-sign-in");
  });
});
