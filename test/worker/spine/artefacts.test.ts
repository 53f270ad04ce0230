import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { actionOutcomes, artefacts, artefactSuggestions, ledger } from "../../../shared/db/schema.ts";
import type { Author, Change } from "../../../shared/domain/artefacts/artefact.ts";
import { act } from "../../../shared/spine/act.ts";
import { decideSuggestion } from "../../../shared/spine/artefacts/decide-suggestion.ts";
import { artefactAt, readArtefact } from "../../../shared/spine/artefacts/read-artefact.ts";
import { restoreArtefact } from "../../../shared/spine/artefacts/restore-artefact.ts";
import { suggestChanges } from "../../../shared/spine/artefacts/suggest-changes.ts";
import { writeArtefact } from "../../../shared/spine/artefacts/write-artefact.ts";
import { taskFor, proposeOne, spine, unique } from "../support/spine.ts";

const crew: Author = { kind: "crew" };
const maya: Author = { kind: "person", id: "maya" };
const kind = "raid_log";

const risk = (title: string, more = {}): Change => ({
  op: "add",
  id: "new-1",
  fields: { type: "risk", title, ...more },
  sources: [`signal-${title}`],
});
const set = (id: string, fields: Record<string, string | null>): Change => ({
  op: "set",
  id,
  fields,
  sources: [],
});

const write = async (project: string, author: Author, changes: Change[], actionId: string | null = null) =>
  writeArtefact(spine, { project, kind, changes, author, reason: "because", actionId });
const entriesOf = async (project: string) => (await readArtefact(spine.db, project, kind)).entries;
const suggestionsOf = async (project: string) =>
  spine.db.select().from(artefactSuggestions).where(eq(artefactSuggestions.project, project));

/** An update as the crew makes it, with its outcome on record. */
async function update(project: string, changes: Change[]): Promise<string> {
  const taskId = await taskFor("artefact_update", { project });
  const outcome = await act(spine, {
    taskId,
    key: "update",
    kind: "artefact_update",
    payload: { project, artefact: kind, changes, reason: "a mail says so" },
    provenance: "internal",
    revision: 1,
  });
  expect(outcome.kind).toBe("done");
  return `${taskId}.update`;
}

const outcomeOf = async (actionId: string) =>
  spine.db.select().from(actionOutcomes).where(eq(actionOutcomes.actionId, actionId)).get();

describe("a project's documents", () => {
  it("lose nothing when many write at once, and number every row once", async () => {
    const project = unique("p");
    const titles = ["Vendor", "Audit", "Staging", "Budget", "Keys", "Absence"];
    await Promise.all(
      titles.map(async (title, n) => write(project, n % 2 === 0 ? crew : maya, [risk(title)])),
    );
    const entries = await entriesOf(project);
    expect(new Set(entries.map(({ fields }) => fields["title"]))).toEqual(new Set(titles));
    expect(entries.map(({ id }) => id)).toEqual(titles.map((_, n) => `R-${n + 1}`));
    const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "artefact.changed"));
    expect(facts.filter(({ data }) => data["project"] === project)).toHaveLength(titles.length);
    expect((await artefactAt(spine.db, { project, kind }, 2)).entries).toEqual(entries.slice(0, 2));
  });

  it("are changed once by an action, however often it is tried", async () => {
    const project = unique("p");
    await write(project, maya, [risk("Vendor", { owner: "Ann" })]);
    const changes = [set("R-1", { owner: "Ben", impact: "high" }), { ...risk("Audit"), id: "new-1" }];
    const tries = await Promise.all(
      [1, 2, 3].map(async () => write(project, crew, changes, "action-of-this")),
    );
    expect(tries.map(({ version, suggested }) => ({ version, suggested }))).toEqual(
      [1, 2, 3].map(() => ({ version: 2, suggested: 1 })),
    );
    expect((await entriesOf(project)).map(({ fields }) => [fields["owner"], fields["impact"]])).toEqual([
      ["Ann", "high"],
      [null, null],
    ]);
    expect(await suggestionsOf(project)).toHaveLength(1);
  });

  it("take a suggestion in a person's name, and keep one that was dismissed from coming again", async () => {
    const project = unique("p");
    await write(project, maya, [risk("Vendor", { owner: "Ann", due: "2026-12-01" })]);
    await write(project, crew, [set("R-1", { owner: "Ben" })]);
    await write(project, crew, [set("R-1", { owner: "Cem" })]);
    const [older, owner] = (await suggestionsOf(project)).toSorted((a, b) => a.at - b.at);
    expect([older?.state, owner?.state]).toEqual(["superseded", "open"]);
    const id = owner?.id ?? "";
    const decisions = await Promise.allSettled(
      ["maya", "lena"].map(async (by) => decideSuggestion(spine, { project, id, decision: "accepted", by })),
    );
    expect(decisions.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const [entry] = await entriesOf(project);
    expect(entry?.fields["owner"]).toBe("Cem");
    expect(entry?.written["owner"]).toMatch(/maya|lena/);
    expect((await readArtefact(spine.db, project, kind)).version).toBe(2);

    await write(project, crew, [set("R-1", { due: null })]);
    const due = (await suggestionsOf(project)).find(({ state }) => state === "open");
    await decideSuggestion(spine, { project, id: due?.id ?? "", decision: "dismissed", by: "maya" });
    await write(project, crew, [set("R-1", { due: null })], unique("action"));
    expect((await suggestionsOf(project)).filter(({ state }) => state === "open")).toEqual([]);
  });

  it("are only suggested where the crew observes, once; what people say of it is evidence", async () => {
    const project = unique("p");
    const taskId = await taskFor("artefact_update", { project });
    const ask = async () =>
      suggestChanges(spine, {
        project,
        kind,
        changes: [risk("Vendor is late"), { ...risk(""), id: "new-2" }],
        reason: "a mail",
        taskId,
      });
    expect(await ask()).toEqual({ suggested: 1, problems: ["new-2: title is empty"] });
    expect((await ask()).suggested).toBe(0);
    expect(await entriesOf(project)).toEqual([]);
    const [{ id } = { id: "" }] = await suggestionsOf(project);
    await decideSuggestion(spine, { project, id, decision: "accepted", by: "maya" });
    expect((await entriesOf(project)).map(({ id: row, written }) => [row, written])).toEqual([["R-1", {}]]);
    expect(await outcomeOf(id)).toMatchObject({
      kind: "artefact_update",
      outcome: "accepted",
      reviewed: true,
    });
  });

  it("tell by a person's correction how the crew did, and not by the course of things", async () => {
    const project = "default";
    const [wrong, right] = [await update(project, [risk("Wrong")]), await update(project, [risk("Right")])];
    const named = (title: string, all: Awaited<ReturnType<typeof entriesOf>>) =>
      all.find(({ fields }) => fields["title"] === title)?.id ?? "";
    const entries = await entriesOf(project);
    const edit = async (changes: Change[]) => write(project, maya, changes);
    await edit([set(named("Right", entries), { owner: "Ann", status: "closed" })]);
    expect((await outcomeOf(right))?.outcome).toBe("accepted");
    await edit([set(named("Wrong", entries), { type: "issue" })]);
    expect(await outcomeOf(wrong)).toMatchObject({ outcome: "corrected", by: "maya" });
    const judged = await spine.db.select().from(ledger).where(eq(ledger.type, "action.judged"));
    expect(judged.filter(({ data }) => data["actionId"] === wrong)).toHaveLength(1);
    // The crew may go on: a correction keeps no one from acting.
    expect(
      (
        await proposeOne({
          kind: "artefact_update",
          payload: { project, artefact: kind, changes: [risk("x")], reason: "y" },
        })
      ).verdict.kind,
    ).toBe("auto");
  });

  it("come back as they were, and what was undone stays undone", async () => {
    const project = unique("p");
    await write(project, crew, [risk("Vendor")]);
    await write(project, crew, [set("R-1", { impact: "high" }), risk("Audit")]);
    const restored = await restoreArtefact(spine, {
      project,
      kind,
      seen: 2,
      to: 1,
      by: "maya",
      reason: "no",
    });
    expect(restored).toBe(3);
    expect((await entriesOf(project)).map(({ id, fields }) => [id, fields["impact"]])).toEqual([
      ["R-1", null],
    ]);
    const again = await write(project, crew, [set("R-1", { impact: "high" }), risk("Audit")]);
    expect(again).toMatchObject({ version: 3, suggested: 2 });
    await expect(
      restoreArtefact(spine, { project, kind, seen: 2, to: 1, by: "maya", reason: "no" }),
    ).rejects.toThrow("at version 3 by now");
  });

  it("are kept as they are, and said to be, when they are stored in another form", async () => {
    const project = unique("p");
    await write(project, crew, [risk("Vendor")]);
    await spine.db
      .update(artefacts)
      .set({ entries: JSON.parse('[{"id":"R-1","text":"of long ago"}]') })
      .where(eq(artefacts.project, project));
    await expect(write(project, crew, [risk("Audit")])).rejects.toThrow("stays as it is at version 1");
    const payload = { project, artefact: kind, changes: [risk("Audit")], reason: "x" };
    const taskId = await taskFor("artefact_update", { project });
    const outcome = await act(spine, {
      taskId,
      key: "a",
      kind: "artefact_update",
      payload,
      provenance: "internal",
      revision: 1,
    });
    expect(outcome.kind).not.toBe("done");
    const row = await spine.db.select().from(artefacts).where(eq(artefacts.project, project)).get();
    expect(row?.version).toBe(1);
  });

  it("belong to the task's own project", async () => {
    const payload = { project: "other", artefact: kind, changes: [risk("x")], reason: "y" };
    const { verdict } = await proposeOne({ kind: "artefact_update", payload });
    expect(verdict.kind).not.toBe("auto");
    expect(verdict.reasons.join()).toContain("the task belongs to default");
  });
});
