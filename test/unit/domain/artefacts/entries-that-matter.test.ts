import { describe, expect, it } from "vitest";
import { type Artefact, emptyArtefact, type Entry } from "../../../../shared/domain/artefacts/artefact.ts";
import { entriesThatMatter } from "../../../../shared/domain/artefacts/entries-that-matter.ts";

const entry = (n: number, fields: Entry["fields"]): Entry => ({
  id: `R-${n}`,
  fields: { type: "risk", title: `Matter number ${n}`, description: "", status: "open", ...fields },
  sources: [],
  written: {},
  createdBy: "signalbox",
  createdAt: n,
  updatedAt: n,
});

/** Five hundred entries, of which a few have to do with the cycle. */
const log: Artefact = {
  ...emptyArtefact("raid_log"),
  version: 9,
  entries: Array.from({ length: 500 }, (_, n) => entry(n + 1, { status: n % 3 === 0 ? "open" : "closed" })),
};
const special: Record<number, Entry> = {
  100: entry(100, { description: "blocks ATL-7" }),
  200: entry(200, { title: "The tokenisation vendor is silent" }),
  300: entry(300, { due: "2026-12-01", impact: "high" }),
  400: entry(400, { title: "ATL-7 was late", status: "closed" }),
};
const full = { ...log, entries: log.entries.map((one, n) => special[n + 1] ?? one) };
const matter = {
  tickets: ["ATL-7"],
  words: "Has the vendor of the tokenisation answered?",
  today: "2026-11-26",
};

describe("what the model is shown of a long document", () => {
  it("is what the signals are about, then what presses, and never more than there is room for", () => {
    const shown = entriesThatMatter(full, matter, { entries: 20, characters: 4000 });
    expect(shown.entries.slice(0, 3).map(({ id }) => id)).toEqual(["R-100", "R-200", "R-300"]);
    expect(shown.entries).toHaveLength(20);
    expect(shown.left).toBe(480);
    expect(shown.text.length).toBeLessThanOrEqual(4000);
    expect(shown.entries.filter(({ fields }) => fields["status"] === "closed")).toEqual([]);
    const tight = entriesThatMatter(full, matter, { entries: 500, characters: 900 });
    expect(tight.text.length).toBeLessThanOrEqual(900);
    expect(tight.entries[0]?.id).toBe("R-100");
  });

  it("counts an entry that is over among the others when a signal is about its ticket", () => {
    const few = {
      ...full,
      entries: [special[300], special[400], entry(1, { status: "closed" })].flatMap((e) => e ?? []),
    };
    const { entries } = entriesThatMatter(few, matter, { entries: 2, characters: 4000 });
    expect(entries.map(({ id }) => id)).toEqual(["R-300", "R-400"]);
  });
});
