import { describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import { ledger, memories } from "../../../shared/db/schema.ts";
import { rememberDocuments } from "../../../shared/jobs/delivery/documents/remember-documents.ts";
import { forget } from "../../../shared/memory/forget.ts";
import { forgetOld } from "../../../shared/memory/forget-old.ts";
import { keepMemory } from "../../../shared/memory/keep-memory.ts";
import { takeNote } from "../../../shared/memory/note.ts";
import { beginPlacingAnew, goOnPlacingAnew } from "../../../shared/memory/place-anew.ts";
import { rememberedFor } from "../../../shared/memory/remembered-for.ts";
import { replyToTask } from "../../../shared/spine/reply-to-task.ts";
import { bring } from "../jobs/delivery/scene.ts";
import { aTask, spine, spineAt, unique, withRules } from "../support/spine.ts";

const note = async (title: string, text: string, project = "default") =>
  takeNote(spine, { project, title, text, by: "maya", onceKey: unique("note") });

describe("what is remembered besides", () => {
  it("is what people have answered, with what was asked", async () => {
    const taskId = await aTask({ status: "waiting_reply" });
    await spine.db.insert(ledger).values({
      id: unique("asked"),
      at: spine.now(),
      taskId,
      type: "question.asked",
      summary: "an answer",
      data: { question: "Which region is the default?" },
    });
    await replyToTask(spine, {
      taskId,
      by: "maya",
      text: "Frankfurt, for everybody.",
      provenance: "internal",
      onceKey: unique(),
    });
    await keepMemory(spine);
    const [kept] = await spine.db.select().from(memories).where(eq(memories.taskId, taskId));
    expect(kept).toMatchObject({
      kind: "answer",
      title: "Which region is the default?",
      text: "Frankfurt, for everybody.",
      by: "maya",
      provenance: "internal",
    });
  });

  it("is a document's text in parts, in its newest version, as somebody else's word", async () => {
    const long = Array.from({ length: 30 }, (_, n) => `Paragraph ${n}: ${"walnut ".repeat(40)}`).join("\n\n");
    const name = `${unique("brief")}.md`;
    await bring({ [name]: long });
    await rememberDocuments(spine);
    const parts = await spine.db.select().from(memories).where(eq(memories.kind, "document"));
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.every(({ provenance, text }) => provenance === "external" && text.length <= 1500)).toBe(
      true,
    );
    await bring({ [name]: "Only cherries now." });
    await rememberDocuments(spine);
    await rememberDocuments(spine);
    const newest = await spine.db.select().from(memories).where(eq(memories.kind, "document"));
    expect(newest.map(({ text }) => text)).toEqual(["Only cherries now."]);

    // A word of it makes a plan no more trustworthy than a document of somebody else's.
    await keepMemory(spine);
    expect(await rememberedFor(spine, "default", "only cherries now")).toMatchObject({
      provenance: "external",
    });
    const [part] = newest;
    if (part !== undefined) await forget(spine, part, "maya");
    expect(await spine.db.select().from(memories).where(eq(memories.kind, "document"))).toEqual([]);
  });
});

describe("another project's memory", () => {
  it("is drawn on where both sides' rules say so, and nowhere else", async () => {
    await note("Pelican rollout", "The pelican rollout goes by region, Frankfurt first.", "shop");
    await keepMemory(spine);
    const drawn = async (projects: object) =>
      rememberedFor(withRules({ projects }), "default", "pelican rollout by region");
    expect(await drawn({ shop: {} })).toBeNull();
    expect(await drawn({ default: { memory: { from: ["shop"] } }, shop: {} })).toBeNull();
    expect(await drawn({ default: {}, shop: { memory: { to: ["default"] } } })).toBeNull();
    const both = { default: { memory: { from: ["shop"] } }, shop: { memory: { to: ["default"] } } };
    expect((await drawn(both))?.drawnOn).toMatchObject([{ title: "Pelican rollout", project: "shop" }]);
  });
});

describe("retention", () => {
  it("forgets what is older than the rules keep it, by kind, with a receipt, and nothing else", async () => {
    const old = await note("Old note", "This note is about herons");
    const later = { ...spineAt(40 * 86_400_000), settings: withRules({}).settings };
    expect(await forgetOld(later)).toBe(0);
    const kept = {
      ...later,
      settings: withRules({ memory: { keepDays: 30, kinds: { note: null } } }).settings,
    };
    await forgetOld(kept);
    expect(await spine.db.select().from(memories).where(eq(memories.id, old.id))).toHaveLength(1);
    const gone = { ...later, settings: withRules({ memory: { kinds: { note: 30 } } }).settings };
    expect(await forgetOld(gone)).toBeGreaterThan(0);
    expect(await spine.db.select().from(memories).where(eq(memories.id, old.id))).toEqual([]);
    const receipts = await spine.db.select().from(ledger).where(eq(ledger.type, "memory.forgotten"));
    expect(receipts.some(({ data }) => JSON.stringify(data).includes(old.id))).toBe(true);
    expect(JSON.stringify(receipts)).not.toMatch(/heron/i);
  });
});

describe("placing anew", () => {
  it("goes on where it was killed, and places each once more", async () => {
    await note("Lighthouse", "The lighthouse is red");
    await keepMemory(spine);
    await spine.db.update(memories).set({ vector: "AAAA" });
    const begun = await beginPlacingAnew(spine, "you");
    // Whoever begins again goes on with the same.
    expect((await beginPlacingAnew(spine, "maya")).id).toBe(begun.id);
    const down = {
      ...spine,
      settings: { ...spine.settings, EMBEDDER: "http" as const, EMBEDDER_URL: "http://embedder.test" },
      fetch: async () => new Response("", { status: 503 }),
    };
    await expect(goOnPlacingAnew(down)).rejects.toThrow(/embedder/);
    expect(await goOnPlacingAnew(spine)).toMatchObject({ isOver: true, share: 1 });
    expect(await goOnPlacingAnew(spine)).toBeNull();
    const stale = and(eq(memories.vector, "AAAA"));
    expect(await spine.db.select().from(memories).where(stale)).toEqual([]);
    expect(await spine.db.select().from(memories).where(eq(memories.embedder, "lexical-1-512"))).not.toEqual(
      [],
    );
  });
});
