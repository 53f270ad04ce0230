import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hostFiles } from "../../../pages/blog/src/lib/host-files.ts";
import { fetchMoved } from "../../../pages/blog/src/lib/moved.ts";

const source = readFileSync(
  join(import.meta.dirname, "../../../pages/blog/src/edge/answer-moved.js"),
  "utf8",
);
const at = "2026-11-01T00:00:00.000Z";
const told = async (answer: object, ...shown: string[]) =>
  fetchMoved("http://worker.test", new Set(shown), async () => Response.json(answer));
const many = (count: number, name: string) =>
  Array.from({ length: count }, (_, number) => `${name}-${number}`);

describe("what has moved or is gone", () => {
  it("leads to the newest address at once, and nowhere in a circle", async () => {
    const redirects = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "x", to: "y" },
      { from: "y", to: "x" },
    ];
    expect(await told({ redirects, gone: [] }, "c")).toEqual({
      redirects: [
        { from: "a", to: "c" },
        { from: "b", to: "c" },
      ],
      gone: [],
    });
  });

  it("never hides a post that is shown", async () => {
    const answer = { redirects: [{ from: "a", to: "b" }], gone: [{ slug: "c", at }] };
    expect(await told(answer, "a", "b", "c")).toEqual({ redirects: [], gone: [] });
  });

  it("has nothing of a Worker that doesn't know the question, and names the setting for other answers", async () => {
    const ask = async (status: number) =>
      fetchMoved("http://worker.test", new Set(), async () => new Response("{}", { status }));
    expect(await ask(404)).toEqual({ redirects: [], gone: [] });
    await expect(ask(500)).rejects.toThrow(/SIGNALBOX_API_URL.*500/);
    await expect(told({ redirects: [{ from: "../up", to: "a" }], gone: [] })).rejects.toThrow(
      "SIGNALBOX_API_URL",
    );
  });

  it("writes nothing for the host while nothing has happened", () => {
    expect(hostFiles({ redirects: [], gone: [] }, source)).toEqual([]);
  });

  it("stays within what the host takes, and loses no address", async () => {
    const redirects = many(1100, "old").map((from) => ({ from, to: "new" }));
    const gone = many(60, "gone");
    const files = new Map(hostFiles({ redirects, gone }, source).map(({ name, text }) => [name, text]));
    expect(files.get("_redirects")?.trim().split("\n")).toHaveLength(2000);
    expect(JSON.parse(files.get("_routes.json") ?? "")).toEqual({
      version: 1,
      include: ["/posts/*"],
      exclude: [],
    });
    const ask = await workerOf(files.get("_worker.js"));
    const status = async (slug: string) => (await ask(`/posts/${slug}/`)).status;
    expect(await Promise.all(["old-0", "old-1099", "gone-59", "other"].map(status))).toEqual([
      301, 301, 410, 200,
    ]);
  });

  it("keeps what was asked along when it leads on, and answers for posts alone", async () => {
    const files = hostFiles(
      { redirects: many(1001, "old").map((from) => ({ from, to: "b" })), gone: ["c"] },
      source,
    );
    const ask = await workerOf(files.find(({ name }) => name === "_worker.js")?.text);
    expect((await ask("/posts/old-1000?utm=1")).headers.get("location")).toBe("/posts/b/?utm=1");
    expect((await ask("/tags/c/")).status).toBe(200);
    expect((await ask("/posts/c")).status).toBe(410);
  });
});

/** The worker of a build, as the host runs it. */
async function workerOf(text = ""): Promise<(path: string) => Promise<Response>> {
  const { default: entry } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`
  );
  const ASSETS = { fetch: async () => new Response("a file") };
  return (path) => entry.fetch(new Request(`https://site.test${path}`), { ASSETS });
}
