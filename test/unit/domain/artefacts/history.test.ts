import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../../../shared/domain/artefacts/apply-changes.ts";
import {
  type Artefact,
  type Author,
  type Change,
  emptyArtefact,
  type Entry,
} from "../../../../shared/domain/artefacts/artefact.ts";
import type { Before } from "../../../../shared/domain/artefacts/changes-between.ts";
import { restore, undo } from "../../../../shared/domain/artefacts/restore.ts";

const crew: Author = { kind: "crew" };
const author = fc.constantFrom<Author>(crew, { kind: "person", id: "maya" }, { kind: "person", id: "priya" });
const sources = fc.uniqueArray(fc.constantFrom("s1", "s2", "s3", "s4"), { maxLength: 2 });
const titles = fc.constantFrom("Vendor is late", "Audit due", "No staging", "Keys leak", "Budget cut");

const fields = fc.record(
  {
    type: fc.constantFrom("risk", "issue"),
    title: fc.oneof(titles, fc.constant("")),
    owner: fc.constantFrom(null, "Ann", "Ben"),
    status: fc.constantFrom("open", "closed", "wrong"),
    due: fc.constantFrom("2026-12-01", "soon", null),
  },
  { requiredKeys: [] },
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    op: fc.constant("add" as const),
    id: fc.constantFrom("new-1", "new-2", "R-1"),
    fields: fields.map((some) => ({ type: "risk", title: "A title", ...some })),
    sources,
  }),
  fc.record({
    op: fc.constant("set" as const),
    id: fc.constantFrom("R-1", "R-2", "R-3", "new-1", "head"),
    fields,
    sources,
  }),
  fc.record({ op: fc.constant("remove" as const), id: fc.constantFrom("R-1", "R-2", "R-3", "new-2") }),
);

const steps = fc.array(fc.tuple(author, fc.array(change, { minLength: 1, maxLength: 4 })), { maxLength: 12 });

/** A document's life: each version, and what undoes the step to it. */
function lived(life: readonly (readonly [Author, Change[]])[]) {
  const versions: Artefact[] = [emptyArtefact("raid_log")];
  const undoing: Before[] = [];
  life.forEach(([by, changes], n) => {
    const current = versions.at(-1) ?? emptyArtefact("raid_log");
    const made = applyChanges(current, changes, by, 1000 + n);
    if (made.changes.length === 0) return;
    versions.push(made.artefact);
    undoing.push(made.before);
  });
  return { versions, undoing };
}

/** The oldest word on each entry that was touched after a version. */
function touchedSince(undoing: readonly Before[], version: number): Before {
  return Object.assign({}, ...undoing.slice(version).toReversed());
}

const shown = (entries: readonly Entry[]) =>
  entries.map(({ id, fields: has, sources: from }) => ({ id, has, from }));

describe("a document's history", () => {
  it("leads back to exactly what it was at any version", () => {
    fc.assert(
      fc.property(steps, fc.nat(), (life, pick) => {
        const { versions, undoing } = lived(life);
        const to = pick % versions.length;
        const before = touchedSince(undoing, to);
        const current = versions.at(-1) ?? emptyArtefact("raid_log");
        expect(undo(current.entries, before)).toEqual(versions[to]?.entries);
        const restored = restore(current, before, "maya", 9000);
        expect(shown(restored.artefact.entries)).toEqual(shown(versions[to]?.entries ?? []));
        expect(undo(restored.artefact.entries, restored.before)).toEqual(current.entries);
      }),
    );
  });

  it("leaves an entry that says the same as it was, and a person's words theirs, whatever is restored", () => {
    const set = (title: string, owner: string | null): Change => {
      return { op: "set", id: "R-1", fields: { title, owner }, sources: [] };
    };
    const add: Change = { op: "add", id: "new-1", fields: { type: "risk", title: "A title" }, sources: [] };
    const person: Author = { kind: "person", id: "priya" };
    const { versions, undoing } = lived([
      [crew, [add]],
      [crew, [add, { ...add, id: "new-2", fields: { type: "issue", title: "Another" } }]],
      [person, [set("Other words", null)]],
      [person, [set("A title", "Ann")]],
    ]);
    expect(versions[2]?.entries).toMatchObject([{ id: "R-1", updatedAt: 1000 }, { id: "R-2" }]);
    const current = versions.at(-1) ?? emptyArtefact("raid_log");
    const { artefact } = restore(current, touchedSince(undoing, 1), "maya", 9000);
    expect(artefact.entries).toMatchObject([{ id: "R-1", written: { title: "priya", owner: "maya" } }]);
  });

  it("gives no number twice, whatever was taken out or restored meanwhile", () => {
    fc.assert(
      fc.property(steps, steps, (life, more) => {
        const { versions, undoing } = lived(life);
        const current = versions.at(-1) ?? emptyArtefact("raid_log");
        const known = new Set(versions.flatMap(({ entries }) => entries.map(({ id }) => id)));
        let now = restore(current, touchedSince(undoing, 0), "maya", 9000).artefact;
        const first = new Map<string, number>();
        for (const [by, changes] of more) {
          const { artefact, before } = applyChanges(now, changes, by, 9001);
          for (const [id, was] of Object.entries(before)) {
            if (was !== null) continue;
            expect(known.has(id)).toBe(false);
            expect(first.has(id)).toBe(false);
            first.set(id, artefact.version);
          }
          now = artefact;
        }
      }),
    );
  });

  it("never has a person's words changed or taken out by the crew", () => {
    fc.assert(
      fc.property(steps, fc.array(change, { minLength: 1, maxLength: 6 }), (life, changes) => {
        const { versions } = lived(life);
        const current = versions.at(-1) ?? emptyArtefact("raid_log");
        const { artefact } = applyChanges(current, changes, crew, 9000);
        for (const entry of current.entries)
          for (const field of Object.keys(entry.written)) {
            const now = artefact.entries.find(({ id }) => id === entry.id);
            expect(now?.fields[field]).toBe(entry.fields[field]);
            expect(now?.written[field]).toBe(entry.written[field]);
          }
      }),
    );
  });

  it("keeps every entry in its form, with what was refused said", () => {
    fc.assert(
      fc.property(steps, (life) => {
        for (const { entries } of lived(life).versions)
          for (const { fields: has } of entries) {
            expect(has["title"]).not.toBe("");
            expect(["open", "closed"]).toContain(has["status"]);
            expect(has["due"] ?? "2026-12-01").toBe("2026-12-01");
          }
      }),
    );
  });
});
