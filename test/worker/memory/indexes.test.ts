import { describe, expect, it } from "vitest";
import { z } from "zod";
import { rememberStatement } from "../../../shared/db/memories.ts";
import { memories } from "../../../shared/db/schema.ts";
import { forget } from "../../../shared/memory/forget.ts";
import { httpEmbedder } from "../../../shared/memory/http-embedder.ts";
import { keepMemory } from "../../../shared/memory/keep-memory.ts";
import { lexicalVector } from "../../../shared/memory/lexical-embedder.ts";
import { takeNote } from "../../../shared/memory/note.ts";
import { placeNew } from "../../../shared/memory/place-new.ts";
import { recall } from "../../../shared/memory/recall.ts";
import { vectorizeIndex } from "../../../shared/memory/vectorize-index.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { gateViews } from "../../../shared/spine/gate-views.ts";
import { spine, unique } from "../support/spine.ts";
import { FakeVectorize } from "../support/vectorize.ts";

const note = async (title: string, text: string, project = "default") =>
  takeNote(spine, { project, title, text, by: "maya", onceKey: unique("note") });

function withVectorize(vectorize: FakeVectorize): Spine {
  return {
    ...spine,
    env: new Proxy(spine.env, {
      get: (env, name) => (name === "MEMORIES" ? vectorize.binding : Reflect.get(env, name)),
    }),
    settings: { ...spine.settings, MEMORY_INDEX: "vectorize" },
  };
}

describe("memories in Vectorize", () => {
  it("are found by their words until they show, within their project, and are gone when they are forgotten", async () => {
    const vectorize = new FakeVectorize();
    const there = withVectorize(vectorize);
    const mine = await note("Naming of releases", "Releases are named after rivers");
    await note("Naming of releases", "Releases are named after rivers", "elsewhere");
    await keepMemory(there);
    const find = async () => recall(there, "releases named after rivers", { projects: ["default"] }, 5);
    expect(await find()).toMatchObject([{ memory: { id: mine.id }, byWords: 1, cosine: null }]);
    vectorize.catchUp();
    const [found, ...others] = await find();
    expect(found).toMatchObject({ memory: { id: mine.id }, isClose: true });
    expect(others).toEqual([]);

    // It is down when somebody has it forgotten: it is found no more at once, and taken out later.
    vectorize.down = true;
    await forget(there, mine, "maya");
    expect(await find()).toEqual([]);
    vectorize.down = false;
    await keepMemory(there);
    vectorize.catchUp();
    expect(vectorize.size).toBe(1);
  });

  it("are placed anew from where it was killed when the embedder is another", async () => {
    await spine.db.delete(memories);
    const [first, ...others] = Array.from({ length: 70 }, (_, n) =>
      rememberStatement(spine.db, {
        id: `mem_${n}`,
        project: "default",
        kind: "note",
        title: `Note ${n}`,
        text: `The ${n}th note is about lighthouses`,
        url: null,
        taskId: null,
        by: "maya",
        provenance: "internal",
        at: n,
      }),
    );
    if (first !== undefined) await spine.db.batch([first, ...others]);
    await keepMemory(spine);
    const vectorize = new FakeVectorize();
    let calls = 0;
    const killed = {
      ...withVectorize(vectorize),
      settings: {
        ...spine.settings,
        MEMORY_INDEX: "vectorize" as const,
        EMBEDDER: "http" as const,
        EMBEDDER_URL: "http://embedder.test",
        EMBEDDER_MODEL: "m",
        EMBEDDER_DIMENSIONS: 512,
      },
      fetch: async (...asked: Parameters<typeof fetch>) => {
        const body = await new Request(...asked).json();
        const { input } = z.object({ input: z.array(z.string()) }).parse(body);
        if (++calls === 2) return new Response("busy", { status: 503 });
        return Response.json({
          data: input.map((text, index) => ({ index, embedding: [...lexicalVector(text)] })),
        });
      },
    };
    await expect(placeNew(killed)).rejects.toThrow(/embedder/);
    expect(await placeNew(killed)).toBe(6);
    expect(new Set((await spine.db.select().from(memories)).map(({ embedder }) => embedder))).toEqual(
      new Set(["m-512"]),
    );
    vectorize.catchUp();
    expect(vectorize.size).toBe(70);
  });
});

describe("an embedder over HTTP", () => {
  const answering = (answer: () => Response) =>
    httpEmbedder(
      { ...spine, fetch: async () => answer() },
      { url: "http://embedder.test/", key: "k", model: "m", dimensions: 3 },
    );

  it("gives each text its vector, whatever their order", async () => {
    const data = [
      { index: 1, embedding: [0, 2, 0] },
      { index: 0, embedding: [3, 0, 0] },
    ];
    const outcome = await answering(() => Response.json({ data })).embed(["a", "b"]);
    expect(outcome).toMatchObject({ kind: "answered" });
    if (outcome.kind === "answered")
      expect(outcome.value.map((one) => [...one])).toEqual([
        [1, 0, 0],
        [0, 1, 0],
      ]);
  });

  it("names the setting when its vectors are of another length, and its words when it refuses", async () => {
    const short = Response.json({ data: [{ index: 0, embedding: [1, 0] }] });
    expect(await answering(() => short).embed(["a"])).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("EMBEDDER_DIMENSIONS"),
    });
    const refusal = Response.json({ error: { message: "no such model" } }, { status: 400 });
    expect(await answering(() => refusal).embed(["a"])).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("no such model"),
    });
  });

  it("that has no address leaves recall to the words, and says what to set", async () => {
    await note("Herons", "They are grey");
    const there = { ...spine, settings: { ...spine.settings, EMBEDDER: "http" as const } };
    expect(await recall(there, "herons", { projects: ["default"] }, 5)).toMatchObject([{ byWords: 1 }]);
    await expect(placeNew(there)).rejects.toThrow(/EMBEDDER_URL/);
  });

  it("is asked again later when it is down, and leaves recall to the words", async () => {
    await note("Pelicans", "They are white");
    const there = {
      ...spine,
      settings: { ...spine.settings, EMBEDDER: "http" as const, EMBEDDER_URL: "http://embedder.test" },
      fetch: async () => new Response("", { status: 502 }),
    };
    expect(await recall(there, "pelicans", { projects: ["default"] }, 5)).toMatchObject([
      { byWords: 1, cosine: null },
    ]);
  });
});

describe("an embedder that stays down", () => {
  it("is asked no more until its door opens, which people see; nobody waits, and all is remembered afterwards", async () => {
    await note("Gannets", "They dive");
    const asked: string[][] = [];
    let isDown = true;
    const there = {
      ...spine,
      settings: {
        ...spine.settings,
        EMBEDDER: "http" as const,
        EMBEDDER_URL: "http://embedder.test",
        EMBEDDER_DIMENSIONS: 3,
      },
      fetch: async (url: RequestInfo | URL, init?: RequestInit) => {
        const body = await new Request(url, init).json();
        const { input } = z.object({ input: z.array(z.string()) }).parse(body);
        asked.push(input);
        return isDown
          ? new Response("", { status: 502 })
          : Response.json({ data: input.map((_text, index) => ({ index, embedding: [1, 0, 0] })) });
      },
    };
    const found = async () => recall(there, "gannets", { projects: ["default"] }, 1);
    for (let n = 0; n < 9; n++) expect(await found()).toMatchObject([{ byWords: 1, cosine: null }]);
    expect(asked.length).toBeLessThan(9);
    const view = (await gateViews(spine, 5000)).find(({ name }) => name === "embedder");
    expect(view).toMatchObject({ gate: { state: "open", lastFailure: expect.stringContaining("502") } });
    const calls = asked.length;
    await expect(placeNew(there)).rejects.toThrow("the circuit is open");
    expect(asked).toHaveLength(calls);

    isDown = false;
    await spine.env.SERVICE_GATE.getByName("embedder").reopen();
    expect(await placeNew(there)).toBeGreaterThan(0);
    expect(await found()).toMatchObject([{ byWords: 1, cosine: expect.closeTo(1) }]);
  });
});

describe("Vectorize", () => {
  it("that is down is tried again", async () => {
    const vectorize = new FakeVectorize();
    vectorize.down = true;
    expect(await vectorizeIndex({}, spine.db, vectorize.binding).remove(["mem_1"])).toMatchObject({
      kind: "not_applied",
    });
  });

  it("that has other dimensions, or no index on the metadata, says what is wrong", async () => {
    const scope = { projects: ["default"] };
    const sought = { phrase: null, vector: lexicalVector("herons"), scope, embedder: "m", most: 500 };
    const other = vectorizeIndex({}, spine.db, new FakeVectorize({ dimensions: 3 }).binding);
    expect((await other.find(sought)).near).toMatchObject({ error: expect.stringContaining("dimensions") });
    const bare = vectorizeIndex({}, spine.db, new FakeVectorize({ indexed: ["project"] }).binding);
    const kinds = { ...sought, scope: { ...scope, kinds: ["note" as const] } };
    expect((await bare.find(kinds)).near).toMatchObject({ error: expect.stringContaining("kind") });
    expect((await bare.find(sought)).near).toMatchObject({ kind: "answered" });
  });
});
