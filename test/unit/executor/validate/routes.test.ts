import { describe, expect, it } from "vitest";
import { foundIn } from "./found-in.ts";

const hono = `import { Hono } from "hono";
const app = new Hono();
app.get("/api/rooms", (c) => c.json([]));
app.post("/api/rooms/:room/bookings", async (c) => c.json({}));
app.get("*", serveStatic({ root: "dist" }));
`;
const client = (call: string) => ({ "src/server.ts": hono, "src/client.ts": `\nawait ${call};\n` });

describe("who asks the repository's own server", () => {
  it.each([
    ['fetch("/api/halls")', "nothing in this repository answers GET /api/halls"],
    [
      'fetch("/api/rooms", { method: "POST" })',
      "nothing in this repository answers POST /api/rooms: there is GET",
    ],
    ['fetch("/api/rooms/")', null],
    ['fetch("/api/rooms?sort=name")', null],
    ['fetch("/api/rooms/7/bookings", { method: "post", body })', null],
    ['fetch("/api/rooms", options)', null],
    ['axios.delete("/api/rooms")', "nothing in this repository answers DELETE /api/rooms: there is GET"],
    ['fetch("/logo.svg")', null],
    ['fetch("https://example.com/api/halls")', null],
    ["fetch(address)", null],
  ])("by %s", (call, text) => {
    const wanted = text === null ? [] : [`src/client.ts:2 ${text}`];
    expect(foundIn("routes", client(call))).toEqual(wanted);
    expect(foundIn("loose-routes", client(call))).toEqual([]);
  });

  it("only warns where an address is put together", () => {
    const asked = client("fetch(`/api/halls/${id}`)");
    expect(foundIn("routes", asked)).toEqual([]);
    expect(foundIn("loose-routes", asked)).toEqual([
      "src/client.ts:2 nothing in this repository answers GET /api/halls/…",
    ]);
    const fits = client('fetch(`/api/rooms/${id}/bookings`, { method: "POST" })');
    expect(foundIn("loose-routes", fits)).toEqual([]);
  });

  it("only warns where the server's routes are put together", () => {
    const files = {
      ...client('fetch("/api/halls")'),
      "src/more.ts": "for (const name of names) app.get(name, answer);",
    };
    expect(foundIn("routes", files)).toEqual([]);
    expect(foundIn("loose-routes", files)).toHaveLength(1);
  });

  it("knows what clients put before a path, and only warns where it can't be known", () => {
    const asks = (made: string) => ({
      "src/server.ts": hono,
      "src/client.ts": `${made}\nexport const all = () => axios.get("/rooms");\naxios.get("/halls");\n`,
    });
    const problem = "src/client.ts:3 nothing in this repository answers GET /halls";
    expect(foundIn("routes", asks('axios.defaults.baseURL = "/api";'))).toEqual([problem]);
    expect(foundIn("routes", asks('axios.create({ baseURL: "http://localhost:3000/api" });'))).toEqual([
      problem,
    ]);
    const unknown = asks("axios.create({ baseURL: settings.api });");
    expect(foundIn("routes", unknown)).toEqual([]);
    expect(foundIn("loose-routes", unknown)).toEqual([problem]);
  });

  it("takes what is asked of a client of the project's own for no route, and warns of it", () => {
    const files = {
      "src/server.ts": hono,
      "src/client.ts": `export const book = (room) => api.post(\`/rooms/\${room}/bookings\`, room);
export async function add(hall) { return await api.post("/halls", hall); }
export const halls = () => fetch("/halls");
`,
    };
    expect(foundIn("routes", files)).toEqual([
      "src/client.ts:3 nothing in this repository answers GET /halls",
    ]);
    expect(foundIn("loose-routes", files)).toEqual([
      "src/client.ts:2 nothing in this repository answers POST /halls",
    ]);
  });

  it("finds routes that are told with several methods", () => {
    const files = {
      "src/server.ts": 'app.route({ method: ["GET", "POST"], url: "/rooms", handler });',
      "src/client.ts": 'fetch("/rooms"); fetch("/rooms", { method: "PUT" });',
    };
    expect(foundIn("routes", files)).toEqual([
      "src/client.ts:1 nothing in this repository answers PUT /rooms: there is GET, POST",
    ]);
  });

  it("finds routes under what stands before them", () => {
    const files = {
      "src/rooms.ts": 'export const rooms = new Hono().get("/:id", (c) => c.json({}));',
      "src/server.ts": 'const app = new Hono().basePath("/api"); app.route("/rooms", rooms);',
      "src/client.ts": 'fetch("/api/rooms/1"); fetch("/api/halls/1");',
    };
    expect(foundIn("routes", files)).toEqual([
      "src/client.ts:1 nothing in this repository answers GET /api/halls/1",
    ]);
  });

  it("takes no application that hands on for one that answers", () => {
    const files = {
      ...client('fetch("/api/halls")'),
      "src/main.ts": 'site.all("/api/*", (context) => api.fetch(context.req.raw));',
    };
    expect(foundIn("routes", files)).toHaveLength(1);
  });

  it("knows Flask's, FastAPI's and frameworks' routes", () => {
    const files = {
      "app/__init__.py": `
@app.get("/api/rooms/<int:room>")
def one(room): ...
@app.route("/api/bookings", methods=["GET", "POST"])
def bookings(): ...
@router.delete("/items/{item_id}")
def gone(item_id): ...
router = APIRouter(prefix="/v1")
`,
      "web/app/api/health/route.ts": "export const GET = () => new Response();",
      "web/src/client.ts": `fetch("/api/rooms/7");
fetch("/api/bookings", { method: "POST" });
fetch("/v1/items/3", { method: "DELETE" });
fetch("/api/health");
fetch("/api/bookings", { method: "DELETE" });
`,
    };
    expect(foundIn("routes", files)).toEqual([
      "web/src/client.ts:5 nothing in this repository answers DELETE /api/bookings: there is GET, POST",
    ]);
  });

  it("says nothing of a server that lies elsewhere, and nothing of tests", () => {
    expect(foundIn("routes", { "src/client.ts": 'fetch("/api/halls")' })).toEqual([]);
    expect(foundIn("routes", { "src/server.ts": hono, "test/a.test.ts": 'fetch("/api/halls")' })).toEqual([]);
  });
});
