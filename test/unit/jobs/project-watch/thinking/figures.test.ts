import { describe, expect, it } from "vitest";
import type { Fields } from "../../../../../shared/domain/artefacts/artefact.ts";
import { figuresOf } from "../../../../../shared/jobs/project-watch/thinking/figures.ts";
import { entry, records } from "./scene.ts";

const colour = (milestone: Fields, today: string) => {
  const { raid_log, delivery_state } = records.artefacts;
  const artefacts = {
    ...records.artefacts,
    raid_log: { ...raid_log, entries: [] },
    delivery_state: { ...delivery_state, entries: [entry("M-1", { title: "Go-live", ...milestone })] },
  };
  const items = records.items.map((item) => ({ ...item, blocked: false, due: null }));
  const change = figuresOf({ ...records, artefacts, items, today }, "delivery_state", []);
  return change?.op === "set" ? change.fields : null;
};

describe("the colour of a project", () => {
  it("is red when a milestone is past due, whatever its status says", () => {
    const milestone = { status: "on_track", due: "2026-11-20" };
    expect(colour(milestone, "2026-11-20")).toMatchObject({ rag: "green" });
    expect(colour(milestone, "2026-11-21")).toMatchObject({ rag: "red", why: "1 late milestone" });
    expect(colour({ ...milestone, status: "done" }, "2026-11-21")).toMatchObject({ rag: "green" });
  });
});
