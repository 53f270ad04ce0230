import type { StoryExample } from "../story-example.ts";

/** Bookings of rooms. */
export const bookARoom: StoryExample = {
  title: "Book a room",
  slug: "book-a-room",
  test: () => `import { describe, expect, it } from "vitest";
import { createApp } from "../src/app{{ext}}";

const morning = {
  room: "library",
  from: "2030-03-04T09:00:00.000Z",
  to: "2030-03-04T10:00:00.000Z",
  by: "Maya",
};
const noon = { ...morning, from: "2030-03-04T12:00:00.000Z", to: "2030-03-04T13:00:00.000Z" };

const book = (app: ReturnType<typeof createApp>, wanted: object) =>
  app.request("/bookings", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wanted),
  });

describe("a booking", () => {
  it("answers 201 with the booking and its id", async () => {
    const response = await book(createApp(), morning);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ ...morning, id: expect.any(String) });
  });

  it("of an unknown room answers 404 and names it", async () => {
    const response = await book(createApp(), { ...morning, room: "cellar" });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("cellar");
  });

  it.each([
    ["ends before its start", { ...morning, from: morning.to, to: morning.from }],
    ["ends when it starts", { ...morning, to: morning.from }],
    ["has a time that is none", { ...morning, to: "soon" }],
    ["says nothing of who books", { ...morning, by: "" }],
  ])("that %s answers 400", async (_what, wanted) => {
    expect((await book(createApp(), wanted)).status).toBe(400);
  });

  it("is listed with those of its room, by their start", async () => {
    const app = createApp();
    await book(app, noon);
    await book(app, morning);
    await book(app, { ...morning, room: "attic" });
    const response = await app.request("/bookings?room=library");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject([morning, noon]);
  });
});
`,
  code: () => `import { Hono } from "hono";
import { roomById } from "./see-the-rooms{{ext}}";

/** What somebody wants to have. Times are ISO 8601. */
export interface Wanted {
  room: string;
  from: string;
  to: string;
  by: string;
}

export interface Booking extends Wanted {
  id: string;
}

/** All bookings, by their id. */
export type Bookings = Map<string, Booking>;

/** What a request asks for; null when something of it is missing. */
export function wantedOf(body: unknown): Wanted | null {
  if (typeof body !== "object" || body === null) return null;
  const text = (name: string): string => {
    const value: unknown = Reflect.get(body, name);
    return typeof value === "string" ? value : "";
  };
  const wanted = { room: text("room"), from: text("from"), to: text("to"), by: text("by") };
  return Object.values(wanted).includes("") ? null : wanted;
}

/** POST /bookings and GET /bookings?room= */
export function bookingRoutes(bookings: Bookings): Hono {
  const routes = new Hono();
  routes.get("/bookings", (c) => {
    const room = c.req.query("room");
    const its = [...bookings.values()].filter((one) => room === undefined || one.room === room);
    return c.json(its.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from)));
  });
  routes.post("/bookings", async (c) => {
    const wanted = wantedOf(await c.req.json().catch(() => null));
    if (wanted === null) return c.json({ error: "room, from, to and by are needed" }, 400);
    if (roomById(wanted.room) === undefined)
      return c.json({ error: \`there is no room \${wanted.room}\` }, 404);
    // A time that is none is after nothing.
    if (!(Date.parse(wanted.to) > Date.parse(wanted.from)))
      return c.json({ error: "a booking must end after its start" }, 400);
    const booking: Booking = { ...wanted, id: crypto.randomUUID() };
    bookings.set(booking.id, booking);
    return c.json(booking, 201);
  });
  return routes;
}
`,
  imports: 'import { type Bookings, bookingRoutes } from "./book-a-room{{ext}}";',
  mounts: {
    lines: ["const bookings: Bookings = new Map();", 'app.route("/", bookingRoutes(bookings));'],
    before: null,
  },
  summaries: {
    red: "POST /bookings must answer 201 with the booking, 404 for an unknown room, 400 for an end that isn't after the start; GET /bookings?room= must list a room's bookings by their start. Today neither address is there.",
    green:
      "src/book-a-room.ts reads and checks what is wanted and keeps it in a Map that createApp makes, so that each application has bookings of its own. src/app.ts mounts both addresses.",
    review:
      "Each criterion has a test, and the bounds (an end at the start, a time that is none, nobody who books) as well. Bookings live in memory: they are gone with the process, as the design says. Bookings in the past are taken; no document speaks of them.",
  },
};
