import { describe, expect, it } from "vitest";
import { label } from "../../../shared/domain/stand-in-label.ts";
import { comparable, likeness, nearlyTheSame, rowsOf } from "../../../shared/domain/likeness.ts";

const alike = (a: string, b: string) => likeness(rowsOf(comparable(a)), rowsOf(comparable(b)));

const exportsPost =
  "Exports are here: download any report as CSV or Excel, in one click. Available to every team from today. https://blog.example/exports";
const cache =
  "Our new cache makes the dashboard load twice as fast. Nothing to switch on, it is simply quicker. Read how we did it: https://blog.example/cache";
const calm =
  "Calm releases: nine of them this month, none taken back. Small steps are easier to read, and a person says yes before anything goes out.";
const hiring =
  "We are hiring a platform engineer in Berlin or remote. You will own our build system and make CI boring. Apply by Friday!";
const maintenance =
  "Maintenance on Saturday from 06:00 to 07:00 UTC: reports will be read-only for up to an hour. No data is lost.";
const webinar =
  "Webinar on Thursday: how three customers cut their reporting time in half. Bring your questions, we stay until the last one is answered.";
const report =
  "Weekly report: 12 tasks done, 3 waiting for approval, cost 4.20 dollars. Two releases went out and none was taken back.";

/** Versions of one text, as people make them when they say it again. */
const again = [
  [exportsPost, `🎉 ${exportsPost.replace("every team", "all teams")}?utm=b #exports`],
  [
    exportsPost,
    "Exports have arrived: download any report as CSV or Excel with one click. Available to every team, from today.",
  ],
  [
    cache,
    "Our new cache makes the dashboard load twice as fast! Nothing to switch on, it's simply quicker. Here is how we did it.",
  ],
  [calm, calm.replace("nine", "ten")],
  [
    hiring,
    "We're hiring a platform engineer in Berlin or remote. You'll own our build system and make CI boring. Apply by Monday!",
  ],
  [maintenance, maintenance.replace("Saturday", "Sunday")],
  [
    webinar,
    "Webinar this Thursday: how three customers cut reporting time in half. Bring your questions; we stay until the last is answered.",
  ],
] as const;

/** Texts about the same, or built alike, that say something else. */
const other = [
  [
    exportsPost,
    "Exports keep their column order now, and dates are written as in your region. A small thing that many of you asked for.",
  ],
  [
    exportsPost,
    "Imports are here: bring your tickets from CSV or Excel. Available to every team on the Pro plan from Monday.",
  ],
  [cache, "Why we threw our first cache away, and what the second one taught us about invalidation."],
  [
    hiring,
    "We are hiring a designer in Berlin or remote. You will own our design system and make forms a joy. Apply by Friday!",
  ],
  [
    maintenance,
    "Saturday's maintenance is done. Everything is back since 06:40 UTC, and nothing was lost. Thank you for your patience.",
  ],
  [
    webinar,
    "The recording of Thursday's webinar is online, with all slides and the answers we had no time for.",
  ],
  [
    report,
    "Weekly report: 15 tasks done, 1 waiting for approval, cost 3.90 dollars. One release went out and the audit is done.",
  ],
] as const;

describe("texts that are compared", () => {
  it("are nearly the same when one is the other said again, and not when they only speak of the same", () => {
    const least = Math.min(...again.map(([a, b]) => alike(a, b)));
    const most = Math.max(...other.map(([a, b]) => alike(a, b)));
    expect(least).toBeGreaterThan(nearlyTheSame + 0.05);
    expect(most).toBeLessThan(nearlyTheSame - 0.05);
  });

  it("are the same whatever their links, signs and capitals", () => {
    expect(comparable("Exports are HERE! 🎉 https://a.example/x?y=1")).toEqual(
      comparable("exports – are here"),
    );
    expect(alike("新しいキャッシュは速い", "新しいキャッシュは速い！")).toBe(1);
  });

  it("have nothing in common with nothing", () => {
    expect(alike("", "")).toBe(0);
    expect(alike("🎉", calm)).toBe(0);
  });
});

it("doesn't take two texts for one because the sandbox has put the same label into both", () => {
  expect(alike(`${calm} ${label}`, `${hiring} ${label}`)).toBe(alike(calm, hiring));
});
