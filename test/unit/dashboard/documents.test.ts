import { describe, expect, it } from "vitest";
import {
  changeOf,
  draftOf,
  type Entry,
  exposure,
  narrowed,
  orders,
} from "../../../pages/dashboard/src/jobs/project-watch/artefact/documents.ts";
import { viewOf } from "../../../pages/dashboard/src/actions/registry.ts";
import { specsOf, valueText } from "../../../pages/dashboard/src/parts/artefact/field-specs.ts";
import { changesWords, readableChange } from "../../../pages/dashboard/src/parts/artefact/readable-change.ts";
import { problemsIn } from "../../../pages/dashboard/src/parts/form/problems.ts";
import {
  artefactKinds,
  type Change,
  type Fields,
  headId,
} from "../../../shared/domain/artefacts/artefact.ts";
import { artefactForms, raidEntry } from "../../../shared/domain/artefacts/forms.ts";
import { markupOf } from "./support/controls.ts";

const at = "2026-11-26T08:00:00Z";
const entry = (id: string, fields: Fields): Entry => ({
  id,
  fields,
  sources: [],
  written: {},
  createdBy: "signalbox",
  createdAt: at,
  updatedAt: at,
});

describe("the form of a row", () => {
  it.each(artefactKinds)(
    "has a field for all that a %s is made of, and begins as its schema does",
    (kind) => {
      const { entry: rows, head } = artefactForms[kind];
      expect(specsOf(kind, "new-1").map(({ name }) => name)).toEqual(Object.keys(rows.shape));
      if (head !== null)
        expect(specsOf(kind, headId).map(({ name }) => name)).toEqual(Object.keys(head.shape));
      // Only what must be written is missing from a new one.
      const missing = Object.values(problemsIn(rows, draftOf(kind, "new-1", undefined)));
      expect(new Set(missing)).toEqual(new Set(["It is needed."]));
    },
  );

  it("knows words from lines, days, choices and counts, and what may be left open", () => {
    const kinds = Object.fromEntries(specsOf("raid_log", "R-1").map(({ name, kind }) => [name, kind]));
    expect(kinds).toEqual({
      type: "choice",
      title: "line",
      description: "words",
      owner: "line",
      probability: "choice",
      impact: "choice",
      due: "day",
      status: "choice",
    });
    const nullable = specsOf("raid_log", "R-1").filter(({ isNullable }) => isNullable);
    expect(nullable.map(({ name }) => name)).toEqual(["owner", "probability", "impact", "due"]);
    expect(specsOf("backlog_summary", headId).find(({ name }) => name === "open")?.kind).toBe("count");
  });
});

describe("a change by hand", () => {
  const before = draftOf("raid_log", "R-1", { type: "risk", title: "Late", due: "2026-12-01" });

  it("names only what has changed, and nothing when nothing has", () => {
    expect(changeOf("R-1", before, { ...before, due: null, owner: "Maya" })).toEqual({
      op: "set",
      id: "R-1",
      fields: { due: null, owner: "Maya" },
      sources: [],
    });
    expect(changeOf("R-1", before, { ...before })).toBeNull();
  });

  it("adds a row whole", () => {
    const change = changeOf("new-1", null, before);
    expect(change).toMatchObject({ op: "add", id: "new-1", fields: before });
    expect(raidEntry.safeParse(before).success).toBe(true);
  });
});

describe("a change for people", () => {
  const was = { "R-1": entry("R-1", { title: "Late", due: "2026-12-01", owner: "Maya", status: "open" }) };

  it("says what each field was and is; what stays is left out", () => {
    const fields = { due: "2026-12-09", owner: "Maya" };
    const change: Change = { op: "set", id: "R-1", fields, sources: [] };
    const readable = readableChange("raid_log", change, was);
    expect(readable.title).toBe("Late");
    expect(readable.fields.map(({ label, before, after }) => [label, before, after])).toEqual([
      ["Due", valueText({ kind: "day" }, "2026-12-01"), valueText({ kind: "day" }, "2026-12-09")],
    ]);
    expect(readableChange("raid_log", change, null).fields.map(({ before }) => before)).toEqual([null, null]);
  });

  it("names what is taken out by its title", () => {
    expect(readableChange("raid_log", { op: "remove", id: "R-1" }, was).title).toBe("Late");
    expect(changesWords([{ op: "add" }, { op: "set" }, { op: "set" }])).toBe("1 added, 2 changed");
  });
});

describe("the rows of a RAID log", () => {
  const rows = [
    entry("R-1", {
      type: "risk",
      title: "Small",
      probability: "low",
      impact: "low",
      status: "open",
      owner: "Maya",
    }),
    entry("R-2", { type: "risk", title: "Large", probability: "high", impact: "high", status: "mitigating" }),
    entry("R-3", { type: "issue", title: "Over", impact: "high", status: "closed" }),
    entry("R-4", {
      type: "risk",
      title: "Large too",
      probability: "high",
      impact: "high",
      due: "2026-12-01",
    }),
  ];
  const all = { status: null, type: null, owner: null, words: "" };
  const ids = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id);

  it("leave out what is over, until somebody asks for it", () => {
    expect(ids(narrowed("raid_log", rows, all))).toEqual(["R-1", "R-2", "R-4"]);
    expect(ids(narrowed("raid_log", rows, { ...all, status: "all" }))).toEqual(["R-1", "R-2", "R-3", "R-4"]);
    expect(ids(narrowed("raid_log", rows, { ...all, status: "closed" }))).toEqual(["R-3"]);
    expect(ids(narrowed("raid_log", rows, { ...all, type: "issue" }, new Set(["R-3"])))).toEqual(["R-3"]);
  });

  it("are found by words, an id, a type and an owner", () => {
    expect(ids(narrowed("raid_log", rows, { ...all, words: "LARGE" }))).toEqual(["R-2", "R-4"]);
    expect(ids(narrowed("raid_log", rows, { ...all, words: "r-1" }))).toEqual(["R-1"]);
    expect(ids(narrowed("raid_log", rows, { ...all, owner: "Maya", type: "risk" }))).toEqual(["R-1"]);
  });

  it("stand by their weight, then by the day they are due", () => {
    expect(ids(rows.toSorted(orders.raid_log))).toEqual(["R-4", "R-2", "R-1", "R-3"]);
    expect(exposure({ type: "issue", impact: "high" })).toBe(9);
  });
});

describe("an action on a document, as it is shown to who decides on it", () => {
  const shown = (kind: string, payload: object): string => {
    const view = viewOf(kind).rendering?.(payload) ?? null;
    return view === null
      ? "not of its form"
      : markupOf(view)
          .replaceAll(/<[^>]*>/g, " ")
          .replaceAll(/\s+/g, " ");
  };

  it("says which fields get which values, in words", () => {
    const changes = [{ op: "set", id: "R-1", fields: { status: "mitigating", owner: null }, sources: [] }];
    const payload = { project: "atlas", artefact: "raid_log", changes, reason: "Jonas is at it." };
    expect(shown("artefact_update", payload)).toMatch(
      /RAID log.*R-1.*Owner nothing.*Status Mitigating.*Jonas is at it/,
    );
    expect(shown("artefact_update", { ...payload, artefact: "diary" })).toBe("not of its form");
  });

  it("says to which day a milestone moves, and of a scope what comes in", () => {
    const move = { project: "atlas", milestone: "M-2", forecast: "2026-12-07", reason: "It waits." };
    const day = valueText({ kind: "day" }, "2026-12-07");
    expect(shown("milestone_change", move)).toMatch(new RegExp(`M-2.*Expected ${day}.*It waits`));
    expect(shown("milestone_change", move)).not.toContain("Due");
    const scope = { project: "atlas", title: "Guests", description: "They may pay.", tickets: ["ATL-3"] };
    expect(shown("scope_change", scope)).toMatch(/Guests.*ATL-3.*They may pay/);
  });
});
