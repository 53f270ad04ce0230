import { describe, expect, it } from "vitest";
import { applyChanges } from "../../../../shared/domain/artefacts/apply-changes.ts";
import {
  type Artefact,
  type ArtefactKind,
  type Author,
  type Change,
  emptyArtefact,
} from "../../../../shared/domain/artefacts/artefact.ts";
import { diffOf } from "../../../../shared/domain/artefacts/diff.ts";
import { formOf } from "../../../../shared/domain/artefacts/forms.ts";

const crew: Author = { kind: "crew" };
const maya: Author = { kind: "person", id: "maya" };

const add = (fields: Record<string, string | number>, sources: string[] = [], id = "new-1"): Change => ({
  op: "add",
  id,
  fields,
  sources,
});
const set = (id: string, fields: Record<string, string | number | null>, sources: string[] = []): Change => ({
  op: "set",
  id,
  fields,
  sources,
});

/** A document after steps of the crew. */
function grown(kind: ArtefactKind, ...steps: Change[][]): Artefact {
  return steps.reduce((now, changes) => applyChanges(now, changes, crew, 1).artefact, emptyArtefact(kind));
}

describe("changes of a document", () => {
  it.each([
    [add({ type: "risk" }), "new-1: title is missing"],
    [
      add({ type: "threat", title: "Vendor" }),
      "new-1 (Vendor): type must be one of risk, assumption, issue, dependency",
    ],
    [add({ type: "risk", title: "Vendor", colour: "red" }), "new-1 (Vendor): there is no field colour"],
    [
      add({ type: "risk", title: "x".repeat(301) }),
      `new-1 (${"x".repeat(301)}): title is longer than 300 characters`,
    ],
    [
      add({ type: "risk", title: "Vendor" }, [], "R-9"),
      "R-9 (Vendor): a new entry is named new-1, new-2 and so on",
    ],
    [set("R-1", { due: "soon" }), "R-1 (Old): due must be a day such as 2026-11-21"],
    [set("R-1", { due: 5 }), "R-1 (Old): due must be a string"],
    [set("R-7", { due: null }), "R-7: there is no such entry"],
    [set("head", { rag: "red" }), "head: the RAID log has no head"],
    [{ op: "remove", id: "R-7" } as const, "R-7: there is no such entry"],
  ])("that fit no form are left out and said: %j", (bad, problem) => {
    const old = grown("raid_log", [add({ type: "risk", title: "Old" })]);
    const made = applyChanges(old, [bad, set("R-1", { owner: "Ann" })], crew, 2);
    expect(made.problems).toEqual([problem]);
    expect(made.artefact.entries.map(({ fields }) => fields["owner"])).toEqual(["Ann"]);
  });

  it("are made by the crew as far as they are free, and the rest is suggested", () => {
    const old = applyChanges(
      grown("raid_log", [add({ type: "risk", title: "Vendor" })]),
      [set("R-1", { owner: "Ann" })],
      maya,
      2,
    );
    const made = applyChanges(old.artefact, [set("R-1", { owner: "Ben", impact: "high" }, ["s1"])], crew, 3);
    expect(made.changes).toEqual([set("R-1", { impact: "high" }, ["s1"])]);
    expect(made.suggested).toEqual([set("R-1", { owner: "Ben" }, ["s1"])]);
    const out = applyChanges(old.artefact, [{ op: "remove", id: "R-1" }], crew, 3);
    expect(out.artefact).toBe(old.artefact);
    expect(out.suggested).toEqual([{ op: "remove", id: "R-1" }]);
    // What already stands there is nothing to suggest.
    expect(applyChanges(old.artefact, [set("R-1", { owner: "Ann" })], crew, 3).suggested).toEqual([]);
  });

  it.each([
    ["The payment provider may be late", "Payment provider might be late", true],
    ["Überlastete Testumgebung", "ueberlastete Umgebung", false],
    ["Testumgebung ist überlastet", "Die Testumgebung ist überlastet.", true],
    ["Ticket ATL-12 blocks the release of the app", "Ticket ATL-13 blocks the release of the app", false],
    ["Audit is due in May", "Audit findings are open", false],
  ])("say the same or don't: %s / %s", (one, other, same) => {
    const old = grown("raid_log", [add({ type: "risk", title: one }, ["s1"])]);
    const made = applyChanges(old, [add({ type: "risk", title: other, owner: "Ann" }, ["s2"])], crew, 2);
    expect(made.artefact.entries).toHaveLength(same ? 1 : 2);
    // The known entry keeps its words, says what it didn't yet, and has the new source.
    if (same)
      expect(made.artefact.entries[0]).toMatchObject({
        fields: { title: one, owner: "Ann" },
        sources: ["s1", "s2"],
      });
    // A person may have two.
    expect(applyChanges(old, [add({ type: "risk", title: one })], maya, 2).artefact.entries).toHaveLength(2);
    expect(applyChanges(old, [add({ type: "issue", title: one })], crew, 2).artefact.entries).toHaveLength(2);
  });

  it("keep apart what one signal says of two things, and know both again when it is read again in other words", () => {
    const first = [
      add({ type: "risk", title: "Vendor may slip" }, ["mail-1"]),
      add({ type: "risk", title: "Audit is not staffed" }, ["mail-1"], "new-2"),
    ];
    const again = [
      add({ type: "risk", title: "Nobody does the audit" }, ["mail-1"]),
      add({ type: "risk", title: "Delivery of the vendor in doubt" }, ["mail-1"], "new-2"),
    ];
    const old = grown("raid_log", first);
    expect(old.entries).toHaveLength(2);
    expect(applyChanges(old, again, crew, 2).artefact.entries).toHaveLength(2);
    // One that is known stands for one of two.
    expect(applyChanges(grown("raid_log", first.slice(0, 1)), again, crew, 2).artefact.entries).toHaveLength(
      2,
    );
  });

  it("bring up anew what was over, and only suggest what a person has taken out", () => {
    const vendor = add({ type: "risk", title: "Vendor may slip" }, ["s1"]);
    const closed = grown("raid_log", [vendor], [set("R-1", { status: "closed" })]);
    const later = { ...vendor, sources: ["s2"] };
    expect(applyChanges(closed, [later], crew, 2).artefact.entries).toHaveLength(2);
    const removed = applyChanges(closed, [{ op: "remove", id: "R-1" }], maya, 3);
    const made = applyChanges(
      removed.artefact,
      [vendor],
      crew,
      4,
      Object.values(removed.before).flatMap((e) => e ?? []),
    );
    expect([made.changes, made.suggested.length]).toEqual([[], 1]);
  });

  it("are told field by field, before and after", () => {
    const old = grown("delivery_state", [set("head", { rag: "green", done: 1, total: 9, sprint: null })]);
    const made = applyChanges(
      old,
      [set("head", { rag: "amber", why: "M-1 slips" }), add({ title: "Beta", due: "2026-12-01" })],
      crew,
      2,
    );
    const diff = diffOf(formOf("delivery_state"), made);
    expect(diff).toMatchObject([
      {
        id: "head",
        kind: "changed",
        fields: [
          { field: "rag", before: "green", after: "amber" },
          { field: "why", before: "", after: "M-1 slips" },
        ],
      },
      { id: "M-1", name: "Beta", kind: "added" },
    ]);
    const gone = applyChanges(made.artefact, [{ op: "remove", id: "M-1" }], crew, 3);
    expect(diffOf(formOf("delivery_state"), gone)).toMatchObject([
      {
        id: "M-1",
        kind: "removed",
        fields: expect.arrayContaining([{ field: "title", before: "Beta", after: null }]),
      },
    ]);
  });

  it("stop where a document would no longer fit into its row", () => {
    const words = "x".repeat(4000);
    const many = Array.from({ length: 250 }, (_, n) =>
      add({ type: "risk", title: `Number ${n}`, description: words }, [], `new-${n}`),
    );
    const made = applyChanges(emptyArtefact("raid_log"), many, crew, 1);
    expect(made.changes).toEqual([]);
    expect(made.problems.join()).toContain("the RAID log is full");
  });
});
