import { describe, expect, it } from "vitest";
import { rememberStatement } from "../../../shared/db/memories.ts";
import { ledger } from "../../../shared/db/schema.ts";
import { forget } from "../../../shared/memory/forget.ts";
import { proposeHouseRules } from "../../../shared/memory/house/propose-house-rules.ts";
import { memoryId } from "../../../shared/memory/memory-id.ts";
import { houseRules } from "../../../shared/policy/rules.ts";
import { openSpine } from "../../../shared/jobs/open-spine.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

interface Proposals {
  proposals: {
    id: string;
    words: string;
    state: string;
    kind: string;
    evidence: { id: string; text: string }[];
  }[];
}

const listed = async (): Promise<Proposals["proposals"]> => {
  const { proposals } = await (await api("/api/house-rules")).json<Proposals>();
  return proposals;
};

/** Somebody wants a text otherwise: the fact and the memory that follows from it. */
async function asksFor(text: string, taskId?: string): Promise<string> {
  const task = taskId ?? (await aTask({ kind: "blog_post" }));
  const factId = unique("decided");
  const id = await memoryId(factId);
  await spine.db.batch([
    rememberStatement(spine.db, {
      id,
      project: "default",
      kind: "revision",
      title: "Post",
      text,
      url: null,
      taskId: task,
      by: "maya",
      provenance: "internal",
      at: spine.now(),
    }),
    spine.db.insert(ledger).values({
      id: factId,
      at: spine.now(),
      taskId: task,
      type: "approval.decided",
      summary: "revised",
      data: { decision: "revised", by: "maya", reason: text, actionId: "none" },
    }),
  ]);
  return task;
}

describe("what people keep asking for", () => {
  it("becomes a proposal, and with a person's yes a rule of the project", async () => {
    await asksFor("Make the opening shorter, please.");
    await asksFor("The opening is too long, make it shorter.");
    expect(await proposeHouseRules(spine)).toBe(0);
    await asksFor("A shorter opening, please.");
    await asksFor("Name the customer in the second paragraph.");
    expect(await proposeHouseRules(spine)).toBe(1);
    expect(await proposeHouseRules(spine)).toBe(0);
    const [proposal] = await listed();
    expect(proposal).toMatchObject({ state: "proposed", kind: "blog_post" });
    expect(proposal?.evidence).toHaveLength(3);
    expect(proposal?.words).toMatch(/opening/);

    const words = "Openings are two sentences at most.";
    const path = `/api/house-rules/${proposal?.id ?? ""}/accept`;
    expect((await send(path, { words })).status).toBe(200);
    const { RULES } = (await openSpine(spine.env)).settings;
    expect(houseRules(RULES, "default", "blog_post")).toEqual([words]);
    expect(houseRules(RULES, "default", "mail_reply")).toEqual([]);
    expect((await send(path, { words })).status).toBe(409);
    expect((await listed())[0]).toMatchObject({ state: "accepted", words });
  });

  it("is one person's repeated wish in one task no more than once", async () => {
    const task = await asksFor("Use metric units everywhere.");
    await asksFor("Use metric units everywhere!", task);
    await asksFor("Metric units everywhere, please", task);
    expect(await proposeHouseRules(spine)).toBe(0);
  });

  it("that was declined isn't proposed again because of the same wishes", async () => {
    for (const text of [
      "No emoji in titles",
      "No emoji in the titles please",
      "Titles without emoji, no emoji",
    ])
      await asksFor(text);
    expect(await proposeHouseRules(spine)).toBe(1);
    const open = (await listed()).find(({ state }) => state === "proposed");
    expect((await send(`/api/house-rules/${open?.id ?? ""}/decline`, {})).status).toBe(200);
    expect((await send(`/api/house-rules/${open?.id ?? ""}/decline`, {})).status).toBe(409);
    await asksFor("No emoji in titles, really");
    expect(await proposeHouseRules(spine)).toBe(0);
    await asksFor("No emoji in titles at all");
    await asksFor("No emoji in any titles");
    expect(await proposeHouseRules(spine)).toBe(1);
  });

  it("is proposed no more when what it rests on is forgotten", async () => {
    for (const n of ["first", "second", "third"]) await asksFor(`Cite the changelog for the ${n} claim`);
    expect(await proposeHouseRules(spine)).toBe(1);
    const open = (await listed()).find(({ words }) => words.includes("changelog"));
    const id = open?.evidence[0]?.id ?? "";
    await forget(spine, { id, project: "default", kind: "revision" }, "maya");
    expect((await listed()).map(({ words }) => words).join(" ")).not.toContain("changelog");
  });
});
