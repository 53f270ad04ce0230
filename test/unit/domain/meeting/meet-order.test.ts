import { expect, it } from "vitest";
import { meetOrder } from "../../../../shared/domain/meeting/meet-order.ts";

const now = Date.parse("2026-11-28T14:00:00Z");
const url = "https://acme.zoom.us/j/1";

it("a bot is ordered by an address, and by what is said besides in any order", () => {
  expect(meetOrder(`${url} told: I have told them`, now).order).toEqual({
    url,
    title: "Meeting at acme.zoom.us",
    startsAt: null,
    minutes: 60,
    project: null,
    told: "I have told them",
  });
  const all = `${url} for 2h called “Weekly at noon” in atlas at 13:30 told the invitation says so, at length`;
  expect(meetOrder(all, now).order).toEqual({
    url,
    title: "Weekly at noon",
    startsAt: "2026-11-29T13:30:00.000Z",
    minutes: 120,
    project: "atlas",
    told: "the invitation says so, at length",
  });
  expect(meetOrder(`${url} at 2026-12-02T10:00+01:00 for 45 minutes`, now).order).toMatchObject({
    startsAt: "2026-12-02T09:00:00.000Z",
    minutes: 45,
    told: null,
  });
});

it.each([
  ["http://acme.zoom.us/j/1", '"http://acme.zoom.us/j/1" is no https address'],
  [`${url} at noon`, '"noon" is no time'],
  [`${url} at 25:00`, '"25:00" is no time'],
  [`${url} at 2025-12-02T10:00Z`, "is no time"],
  [`${url} for 300`, '"300" is no length'],
  [`${url} for`, '"" is no length'],
  [`${url} atlas web`, '"web" is one word too many'],
])("%s is refused with what is wrong", (text, why) => {
  expect(meetOrder(text, now)).toMatchObject({ order: null, problem: expect.stringContaining(why) });
});
