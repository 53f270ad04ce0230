import type { StoryExample } from "../story-example.ts";

/** The rooms that there are. */
export const seeTheRooms: StoryExample = {
  title: "See the rooms",
  slug: "see-the-rooms",
  test: () => `import { describe, expect, it } from "vitest";
import { createApp } from "../src/app{{ext}}";

describe("the rooms", () => {
  it("are listed with their id, name and seats, sorted by name", async () => {
    const response = await createApp().request("/rooms");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual([
      { id: "attic", name: "Attic", seats: 4 },
      { id: "library", name: "Library", seats: 8 },
      { id: "winter-garden", name: "Winter Garden", seats: 20 },
    ]);
  });
});
`,
  code: () => `import { Hono } from "hono";

/** A room that can be booked. */
export interface Room {
  id: string;
  name: string;
  seats: number;
}

const rooms: readonly Room[] = [
  { id: "library", name: "Library", seats: 8 },
  { id: "winter-garden", name: "Winter Garden", seats: 20 },
  { id: "attic", name: "Attic", seats: 4 },
];

/** The room of an id; undefined when there is none. */
export function roomById(id: string): Room | undefined {
  return rooms.find((room) => room.id === id);
}

/** GET /rooms */
export function roomRoutes(): Hono {
  const routes = new Hono();
  routes.get("/rooms", (c) => c.json(rooms.toSorted((a, b) => a.name.localeCompare(b.name))));
  return routes;
}
`,
  imports: 'import { roomRoutes } from "./see-the-rooms{{ext}}";',
  mounts: { lines: ['app.route("/", roomRoutes());'], before: null },
  summaries: {
    red: "GET /rooms must answer 200 with each room's id, name and seats, sorted by name. Today there is no such address: 404.",
    green:
      "The rooms are a list in src/see-the-rooms.ts, sorted by name when they are asked for. src/app.ts mounts their address; roomById is there for bookings.",
    review:
      "One address, no state. The test compares the whole answer, and the list in the code stands in another order, so that sorting is shown. Rooms are fixed in the code, as no document says who may change them.",
  },
};
