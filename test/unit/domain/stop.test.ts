import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clockAfter,
  type Stop,
  stopAmong,
  stoodStill,
  type Whereabouts,
} from "../../../shared/domain/stop.ts";
import { readStopOrder, wantsToStop } from "../../../shared/domain/stop-order.ts";

const where: Whereabouts = { project: "shop", job: "errand", service: "mail", actionKind: "email_external" };
const mine = [
  ["all", ""],
  ["project", "shop"],
  ["job", "errand"],
  ["service", "mail"],
  ["action_kind", "email_external"],
] as const;
const others = [
  ["project", "mail"],
  ["service", "shop"],
  ["job", "constructor"],
  ["action_kind", "__proto__"],
] as const;

type Span = Pick<Stop, "scope" | "name" | "at" | "resumedAt">;

/** Stops over a hundred moments, of this place and of others, some of them still open. */
const stops: fc.Arbitrary<Span[]> = fc
  .array(
    fc.record({
      of: fc.constantFrom(...mine, ...others),
      at: fc.nat(100),
      length: fc.option(fc.nat(50)),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ of: [scope, name], at, length }) => ({
      scope,
      name,
      at,
      resumedAt: length === null ? null : at + length,
    })),
  );

/** Whether anything applied in the moment that begins at `t`, said in the plainest way. */
function isStopped(all: readonly Span[], t: number): boolean {
  return all.some(
    ({ scope, name, at, resumedAt }) =>
      mine.some(([s, n]) => s === scope && n === name) &&
      at <= t &&
      t < (resumedAt ?? Number.POSITIVE_INFINITY),
  );
}

describe("a clock that stops make stand still", () => {
  it("loses no time and gains none, whatever stops overlap", () => {
    fc.assert(
      fc.property(stops, fc.nat(100), fc.nat(100), (all, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const moments = Array.from({ length: to - from }, (_, n) => from + n);
        expect(stoodStill(all, where, from, to)).toBe(moments.filter((t) => isStopped(all, t)).length);
      }),
    );
  });

  it("ends a hold when its window has run while nothing was stopped, however often it is read before", () => {
    fc.assert(
      fc.property(stops, fc.nat(60), fc.array(fc.nat(200)), (all, window, reads) => {
        let clock = { clockAt: 0, holdUntil: window, remindAt: null, expiresAt: window + 10 };
        let ran = 0;
        for (let now = 0; now <= 200; now++) {
          // Only what has happened by then is known; what is resumed later is open.
          const known = all
            .filter(({ at }) => at <= now)
            .map((one) => ({ ...one, resumedAt: (one.resumedAt ?? 999) <= now ? one.resumedAt : null }));
          const seen = clockAfter(clock, known, where, now);
          const stopped = isStopped(all, now);
          if (!stopped) expect(now >= seen.holdUntil).toBe(ran >= window);
          expect(seen.expiresAt - seen.holdUntil).toBe(10);
          if (reads.includes(now)) clock = seen;
          if (!stopped) ran++;
        }
      }),
    );
  });

  it("knows the oldest stop that is open there, and none of elsewhere", () => {
    fc.assert(
      fc.property(stops, (all) => {
        const found = stopAmong(all, where);
        const open = all.filter((one) => one.resumedAt === null && isStopped([one], one.at));
        expect(found?.at ?? null).toBe(open.length === 0 ? null : Math.min(...open.map(({ at }) => at)));
      }),
    );
  });
});

describe("an order to stop", () => {
  it.each([
    [
      "stop everything because wrong recipients",
      { verb: "stop", scope: { kind: "all" }, reason: "wrong recipients" },
    ],
    ["Stop all: mails", { verb: "stop", scope: { kind: "all" }, reason: "mails" }],
    [
      "stop project web-shop because of lies",
      { verb: "stop", scope: { kind: "project", name: "web-shop" }, reason: "of lies" },
    ],
    [
      "resume kind email_external fixed",
      { verb: "resume", scope: { kind: "action_kind", name: "email_external" }, reason: "fixed" },
    ],
    ["stop service slack", { verb: "stop", scope: { kind: "service", name: "slack" }, reason: "" }],
    ["stop constructor slack", null],
    ["stop the presses", null],
    ["please stop everything", { verb: "stop", scope: { kind: "all" }, reason: "" }],
    ["Hey, please stop everything", { verb: "stop", scope: { kind: "all" }, reason: "" }],
    ["heystop everything", null],
    ["stop it", null],
  ])("is read: %s", (text, order) => {
    expect(readStopOrder(text)).toEqual(order);
  });

  it("is no order to resume under a condition, and none to stop by a question", () => {
    for (const text of [
      "resume everything once CI is green",
      "resume project shop tomorrow",
      "resume all, if Lena agrees",
    ])
      expect(readStopOrder(text), text).toBeNull();
    expect(readStopOrder("stop everything until Monday")).toMatchObject({ reason: "until Monday" });
    expect(readStopOrder("stop everything?")).toMatchObject({ reason: "" });
  });

  it.each([
    ["stop", true],
    ["Stop!", true],
    ["please, stop it now", true],
    ["stop the presses", true],
    ["hey, can you stop everything", true],
    ["we need to stop all of it", true],
    ["resume everything once Lena is back", true],
    ["resume writing the post", false],
    ["we want to stop plastic waste: a post, please", false],
    ["stopovers in Lisbon: a post, please", false],
    ["write a post about how to stop", false],
  ])("is meant, if not said: %s", (text, isMeant) => {
    expect(wantsToStop(text)).toBe(isMeant);
  });
});
