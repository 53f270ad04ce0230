import { describe, expect, it } from "vitest";
import {
  cycle,
  cycleRow,
  entriesOf,
  errandsOf,
  mail,
  onBoard,
  proposalsOf,
  rowOf,
  ticket,
  waiting,
} from "./scene.ts";

describe("a cycle", () => {
  it("makes of mails and tickets what belongs into the documents, and proposes what follows", async () => {
    await onBoard(ticket("ATL-1"), ticket("ATL-2", { status: "Done", phase: "done" }));
    const [slip, question] = await waiting(
      mail(
        "Hello,\n\nI am worried that the import may fail with the old data.\n\nWe have decided to keep the old login until spring.\n\nRegards\nTom",
      ),
      mail("Can you confirm that the export is part of the first release?", {
        author: { name: "Ines Carstens", address: "ines.carstens@nordlicht.example" },
      }),
    );
    const taskId = await cycle();
    expect(await cycleRow(taskId)).toMatchObject({ signals: 2, outcome: expect.stringContaining("2 of 2") });
    const row = await rowOf(slip ?? "");
    expect(row).toMatchObject({ state: "done", importance: "notable", flag: null });
    expect(row.facts?.map(({ quote }) => quote)).toContain(
      "We have decided to keep the old login until spring.",
    );
    expect(await entriesOf("raid_log")).toMatchObject([
      { id: "R-1", fields: { type: "risk" }, sources: [slip] },
    ]);
    expect(await entriesOf("decision_log")).toMatchObject([{ fields: { by: "Tom Brandt" } }]);
    expect(await entriesOf("backlog_summary")).toMatchObject([
      { id: "head", fields: { inProgress: 1, done: 1 } },
    ]);
    const [proposal] = await proposalsOf(taskId);
    expect(proposal).toMatchObject({
      kind: "email_stakeholder",
      state: "proposed",
      sources: [question],
      payload: { to: ["ines.carstens@nordlicht.example"] },
    });
    expect(await errandsOf(taskId)).toMatchObject([{ provenance: "external" }]);
  });
});
