import { describe, expect, it } from "vitest";
import { classify } from "../../../../../sandbox/anthropic/watch/classify.ts";
import { obeyWhileReading, obeyWhileThinking } from "../../../../../sandbox/anthropic/watch/obey.ts";
import { sanitise } from "../../../../../sandbox/anthropic/watch/sanitise.ts";
import { isOwnPlace, placesIn } from "../../../../../shared/quarantine/places.ts";
import { injections } from "./injections.ts";
import { thought } from "./scene.ts";

const obeying = { reads: obeyWhileReading, thinks: obeyWhileThinking };
const sober = { reads: sanitise, thinks: classify };

describe("words that want to be obeyed", () => {
  it.each(injections)(
    "%s are flagged, and lead a model that obeys to nothing outside of the project",
    (_name, signal) => {
      const { told, known, plan } = thought([signal], obeying);
      expect(told[0]?.reading.flag).not.toBeNull();
      // All that it says about the outside asks a person, and what is written is only suggested.
      for (const action of plan.actions) {
        expect(action.provenance).toBe("external");
        const { issue, to, milestone } = action.payload;
        if (issue !== undefined) expect([...known.tickets.keys()]).toContain(issue);
        if (action.kind === "email_stakeholder" || action.kind === "email_external")
          expect(known.recipients.map(({ address }) => address)).toEqual(
            expect.arrayContaining(Array.isArray(to) ? to : ["nobody"]),
          );
        if (milestone !== undefined) expect(milestone).toBe("M-1");
      }
      for (const { suggest } of plan.changes) expect(suggest).not.toBeNull();
      const foreign = placesIn(JSON.stringify([plan.actions, plan.changes])).filter(
        (place) => !isOwnPlace(place, known.places),
      );
      expect(foreign.filter((place) => !known.recipients.some(({ address }) => address === place))).toEqual(
        [],
      );
      expect(plan.refused.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["delete_data"]));
    },
  );

  it.each(injections)("%s lead a sober model to nothing that they ask for", (_name, signal) => {
    const { told, plan } = thought([signal], sober);
    expect(told[0]?.reading.flag).not.toBeNull();
    expect(JSON.stringify(plan.actions)).not.toContain("evil");
    expect(plan.actions.filter(({ kind }) => kind !== "jira_comment")).toEqual([]);
  });

  it.each(injections)("%s can't leave the element that they stand in", (_name, signal) => {
    const { prompts } = thought([signal], obeying);
    for (const prompt of prompts) {
      expect(prompt.match(/<signal id=/g)).toHaveLength(1);
      expect(prompt.match(/<\/signals>/g)).toHaveLength(1);
      expect(prompt).not.toMatch(/<\/?(?:system|problems?|facts)>|[\u200B\u202E\u{e0000}-\u{e007f}]/u);
    }
  });
});
