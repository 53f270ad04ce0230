import type { StoryExample } from "../story-example.ts";

/** The documents contradict each other here; what was answered stands in the story. */
const minutesBefore = (story: string): number => (/\b(?:an|one|1) hour before\b/i.test(story) ? 60 : 0);

/** A booking that is given back, for as long as the story says. */
export const cancelABooking: StoryExample = {
  title: "Cancel a booking",
  slug: "cancel-a-booking",
  test: (story) => `import { describe, expect, it } from "vitest";
import { createApp } from "../src/app{{ext}}";

type App = ReturnType<typeof createApp>;

/** So many minutes from now. */
const minutesOn = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

const tomorrow = { room: "library", from: minutesOn(24 * 60), to: minutesOn(25 * 60), by: "Maya" };

const book = (app: App, wanted: object) =>
  app.request("/bookings", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wanted),
  });

/** Books and cancels; answers what the cancellation answered, and the booking's address. */
async function cancelled(app: App, wanted: object): Promise<{ status: number; path: string }> {
  const made: unknown = await (await book(app, wanted)).json();
  expect(made).toMatchObject({ id: expect.any(String) });
  const path = \`/bookings/\${String(Reflect.get(Object(made), "id"))}\`;
  const { status } = await app.request(path, { method: "DELETE" });
  return { status, path };
}

describe("a booking that is cancelled", () => {
  it("answers 204, and its time is free again", async () => {
    const app = createApp();
    expect((await cancelled(app, tomorrow)).status).toBe(204);
    expect(await (await app.request("/bookings?room=library")).json()).toEqual([]);
    expect((await book(app, tomorrow)).status).toBe(201);
  });

  it("is not there any more: the second time 404", async () => {
    const app = createApp();
    const { status, path } = await cancelled(app, tomorrow);
    expect(status).toBe(204);
    expect((await app.request(path, { method: "DELETE" })).status).toBe(404);
  });

  it("has not begun", async () => {
    const began = { ...tomorrow, from: minutesOn(-30), to: minutesOn(30) };
    expect((await cancelled(createApp(), began)).status).toBe(409);
  });

  it("begins in half an hour: ${minutesBefore(story) === 0 ? "it can still be cancelled" : "that is too late"}", async () => {
    const soon = { ...tomorrow, from: minutesOn(30), to: minutesOn(90) };
    expect((await cancelled(createApp(), soon)).status).toBe(${minutesBefore(story) === 0 ? 204 : 409});
  });
});
`,
  code: (story) => `import { Hono } from "hono";
import type { Bookings } from "./book-a-room{{ext}}";

/** How long before its start a booking can be cancelled, in milliseconds. */
const notice = ${minutesBefore(story) === 0 ? "0" : "60 * 60_000"};

/** DELETE /bookings/:id */
export function cancelRoutes(bookings: Bookings, now: () => number = Date.now): Hono {
  const routes = new Hono();
  routes.delete("/bookings/:id", (c) => {
    const booking = bookings.get(c.req.param("id"));
    if (booking === undefined) return c.json({ error: "there is no such booking" }, 404);
    if (now() >= Date.parse(booking.from) - notice)
      return c.json({ error: "it is too late to cancel this booking" }, 409);
    bookings.delete(booking.id);
    return c.body(null, 204);
  });
  return routes;
}
`,
  imports: 'import { cancelRoutes } from "./cancel-a-booking{{ext}}";',
  mounts: { lines: ['app.route("/", cancelRoutes(bookings));'], before: null },
  summaries: {
    red: "DELETE /bookings/:id must answer 204 and free the room, 404 the second time, and 409 when it is too late. Today there is no such address: 404.",
    green:
      "src/cancel-a-booking.ts takes a booking out of the Map for as long as it may be cancelled. Its time is free again because nothing else knows of it.",
    review:
      "Each criterion has a test, and how late is too late is one constant. Anybody who knows a booking's id can cancel it: no document says who may.",
  },
};
