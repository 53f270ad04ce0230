import type { StoryExample } from "../story-example.ts";

const right = "Date.parse(one.from) < Date.parse(other.to) && Date.parse(other.from) < Date.parse(one.to)";

/** A room belongs to one booking at a time. Its first try takes what only touches for an overlap. */
export const noDoubleBookings: StoryExample = {
  title: "No double bookings",
  slug: "no-double-bookings",
  test: () => `import { describe, expect, it } from "vitest";
import { createApp } from "../src/app{{ext}}";

const booked = {
  room: "library",
  from: "2030-03-04T09:00:00.000Z",
  to: "2030-03-04T10:00:00.000Z",
  by: "Maya",
};

/** The answer to somebody who wants a room while Maya has the library. */
async function besideMaya(wanted: object): Promise<Response> {
  const app = createApp();
  const book = (one: object) =>
    app.request("/bookings", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(one),
    });
  await book(booked);
  return book({ ...booked, by: "Tom", ...wanted });
}

describe("a room that is booked", () => {
  it.each([
    ["the same time", {}],
    ["a time inside", { from: "2030-03-04T09:15:00.000Z", to: "2030-03-04T09:45:00.000Z" }],
    ["a time around", { from: "2030-03-04T08:00:00.000Z", to: "2030-03-04T11:00:00.000Z" }],
    ["its last minute", { from: "2030-03-04T09:59:00.000Z", to: "2030-03-04T11:00:00.000Z" }],
  ])("can't be had for %s, and the answer says the other's time", async (_what, wanted) => {
    const response = await besideMaya(wanted);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ from: booked.from, to: booked.to });
  });

  it.each([
    ["from when it is free", { from: booked.to, to: "2030-03-04T11:00:00.000Z" }],
    ["until it is taken", { from: "2030-03-04T08:00:00.000Z", to: booked.from }],
  ])("can be had back to back: %s", async (_what, wanted) => {
    expect((await besideMaya(wanted)).status).toBe(201);
  });

  it("says nothing of another room", async () => {
    expect((await besideMaya({ room: "attic" })).status).toBe(201);
  });
});
`,
  code: () => `import type { MiddlewareHandler } from "hono";
import { type Bookings, type Wanted, wantedOf } from "./book-a-room{{ext}}";

const isSpan = ({ from, to }: Wanted): boolean => Date.parse(from) < Date.parse(to);

/** A booking that ends when the other begins is none of its time. */
const overlap = (one: Wanted, other: Wanted): boolean =>
  ${right};

/** Refuses a booking of a room that somebody has at that time; stands before what books. */
export function noDoubleBookings(bookings: Bookings): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== "POST") return next();
    const wanted = wantedOf(await c.req.json().catch(() => null));
    if (wanted === null || !isSpan(wanted)) return next();
    const other = [...bookings.values()].find((one) => one.room === wanted.room && overlap(one, wanted));
    if (other === undefined) return next();
    const { from, to } = other;
    return c.json({ error: \`the room is taken from \${from} to \${to}\`, from, to }, 409);
  };
}
`,
  wrongTurn: { wrong: right.replaceAll("<", "<="), right },
  imports: 'import { noDoubleBookings } from "./no-double-bookings{{ext}}";',
  mounts: {
    lines: ['app.use("/bookings", noDoubleBookings(bookings));'],
    before: "bookingRoutes(bookings)",
  },
  summaries: {
    red: "A booking that overlaps another of the same room must answer 409 with the other's time; today it is taken. Back to back and other rooms are tested, too: they must stay free.",
    green:
      "src/no-double-bookings.ts stands before what books and refuses what overlaps. Two bookings overlap when each begins before the other ends; one that begins when the other ends doesn't.",
    review:
      "The comparison is strict on both sides, which is what makes back to back possible. What isn't a booking at all is passed on, and refused with 400 or 404 as before. There is one process and nothing is awaited between the look and the booking, apart from its own body.",
  },
};
