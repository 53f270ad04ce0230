import { exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { forgotten, ledger, memories } from "../../../shared/db/schema.ts";
import { keepMemory } from "../../../shared/memory/keep-memory.ts";
import { recall } from "../../../shared/memory/recall.ts";
import { spine } from "../support/spine.ts";
import { apiToken, send } from "../support/task.ts";

interface Listed {
  memories: { id: string; title: string; found: { words: boolean; closeness: number | null } | null }[];
  semantic: boolean;
}

async function note(title: string, text: string): Promise<string> {
  const response = await send("/api/memories", { project: "default", title, text });
  expect(response.status).toBe(200);
  const { memory } = await response.json<{ memory: { id: string } }>();
  return memory.id;
}

const ask = async (method: string, path: string): Promise<Response> =>
  exports.default.fetch(`http://signalbox.test${path}`, {
    method,
    headers: { authorization: `Bearer ${apiToken}` },
  });

const search = async (q: string): Promise<Listed> =>
  (await ask("GET", `/api/memories?q=${encodeURIComponent(q)}`)).json<Listed>();

describe("what is remembered", () => {
  it("is found by its words at once, and by what is like them once it is placed", async () => {
    const id = await note("Naming of releases", "Releases are named after rivers, never after people.");
    await note("Lunch", "The kitchen is closed on Fridays.");
    expect((await search("rivers")).memories).toMatchObject([
      { id, found: { words: true, closeness: null } },
    ]);
    await keepMemory(spine);
    const [best] = (await search("how releases are named")).memories;
    expect(best).toMatchObject({ id });
    expect(best?.found?.closeness).toBeGreaterThan(0.2);
  });

  it("is nowhere once it is forgotten, and the ledger has the receipt without its words", async () => {
    const id = await note("The codename", "The codename is Heron.");
    await keepMemory(spine);
    const response = await ask("DELETE", `/api/memories/${id}`);
    const { receipt } = await response.json<{ receipt: string }>();
    expect((await search("Heron")).memories).toEqual([]);
    expect(await spine.db.select().from(memories).where(eq(memories.id, id))).toEqual([]);
    const fact = await spine.db.select().from(ledger).where(eq(ledger.id, receipt)).get();
    expect(fact).toMatchObject({ type: "memory.forgotten" });
    expect(JSON.stringify(fact)).not.toMatch(/heron|codename/i);
    await keepMemory(spine);
    expect(await spine.db.select().from(forgotten)).toEqual([]);
    expect((await ask("DELETE", `/api/memories/${id}`)).status).toBe(404);
  });

  it("stays within its project", async () => {
    await note("Only here", "Pelicans are for this project alone.");
    expect(await recall(spine, "pelicans", { projects: ["elsewhere"] }, 5)).toEqual([]);
  });
});
