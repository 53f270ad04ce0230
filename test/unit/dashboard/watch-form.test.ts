import { createElement, Fragment } from "react";
import { describe, expect, it } from "vitest";
import { withWatch } from "../../../pages/dashboard/src/jobs/project-watch/settings/use-watch-edit.ts";
import {
  watchDraft,
  watchProblems,
  watchRulesOf,
} from "../../../pages/dashboard/src/jobs/project-watch/settings/watch-draft.ts";
import {
  ConnectFields,
  TellingFields,
  TimesFields,
} from "../../../pages/dashboard/src/jobs/project-watch/settings/watch-fields.tsx";
import { watchRules } from "../../../shared/jobs/project-watch/rules.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { whatChangedInRules } from "../../../shared/policy/what-changed.ts";
import { controlsOf, fieldsIn, valueAt, withValueAt } from "./support/controls.ts";

const full = watchRules.parse({
  timeZone: "Europe/Berlin",
  channel: "C0ATLAS",
  lead: "maya",
  jira: { project: "ATL" },
  outlook: { mailbox: "atlas@signalbox.example", folders: ["inbox", "plans"] },
  asana: { project: "1200000000000001" },
});
const people = [{ id: "maya", name: "Maya Ortiz" }];
const rules = rulesSchema.parse({ projectWatch: { atlas: full, beacon: {} } });

describe("every field of a project's watch", () => {
  const before = watchDraft(full);
  const controls = controlsOf(before, (fields) =>
    createElement(
      Fragment,
      null,
      ConnectFields({ fields, title: "Connect" }),
      TimesFields({ fields }),
      TellingFields({ fields, people }),
    ),
  );

  it("has a control, and no other has one", () => {
    expect(controls.map(({ path }) => path).toSorted()).toEqual(fieldsIn(watchRules, full).toSorted());
  });

  it("is changed by its control and nothing else is, and the ledger names it", () => {
    for (const { path, edit } of controls) {
      const draft = withValueAt(before, path, edit());
      const after = withWatch(rules, "atlas", draft);
      const place = `projectWatch.atlas.${path}`;
      expect(withValueAt(after, place, valueAt(rules, place)), path).toEqual(rules);
      expect(whatChangedInRules(rules, after).names, path).not.toEqual([]);
    }
  });
});

describe("a project's watch", () => {
  it("comes back from its form as it was, with sources or without", () => {
    for (const one of [full, watchRules.parse({})]) expect(watchRulesOf(watchDraft(one))).toEqual(one);
  });

  it("says what is wrong, field by field; a source that is left empty is not connected, and nothing is wrong with it", () => {
    expect(watchProblems(watchDraft(undefined))).toEqual({});
    expect(
      watchProblems({
        ...watchDraft(full),
        timeZone: "Berlin",
        intervalMinutes: 0,
        jira: { project: "atl 1" },
        outlook: { mailbox: "atlas", folders: [] },
        asana: { project: "board" },
      }),
    ).toEqual({
      timeZone: "Must be a time zone such as Europe/Berlin.",
      intervalMinutes: "1 or more.",
      "jira.project": expect.any(String),
      "outlook.mailbox": "Invalid email address.",
      "outlook.folders": "It is needed.",
      "asana.project": "Must be a project's number.",
    });
  });

  it("is taken out, and the others stay", () => {
    expect(withWatch(rules, "atlas", null).projectWatch).toEqual({ beacon: rules.projectWatch["beacon"] });
  });
});
