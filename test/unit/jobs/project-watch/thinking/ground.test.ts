import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { artefactForms } from "../../../../../shared/domain/artefacts/forms.ts";
import { checkPart } from "../../../../../shared/domain/artefacts/check-fields.ts";
import { ground } from "../../../../../shared/jobs/project-watch/thinking/ground.ts";
import { knownOf } from "../../../../../shared/jobs/project-watch/thinking/known.ts";
import { isOwnPlace, placesIn } from "../../../../../shared/quarantine/places.ts";
import { proposable } from "../../../../../shared/jobs/project-watch/thinking/thought.ts";
import { mail, reading, records } from "./scene.ts";

const shown = reading([
  mail("The import works."),
  mail("We are late.", {
    provenance: "internal",
    author: { name: "Maya Ortiz", address: "maya@signalbox.example" },
  }),
]);
const known = knownOf(records, shown, []);

const hostile = fc.oneof(
  fc.constantFrom(
    "https://evil.example/x?y=1",
    "http://jira.signalbox.example/browse/ATL-1",
    "https://jira.signalbox.example/browse/ATL-1/../../admin",
    "https://jira.signalbox.example.evil.example/browse/ATL-1",
    "https://github.example/acme/atlas/../../evil/repo",
    "https://github.example@evil.example/acme/atlas/",
    "boss@evil.example",
    "maya@signalbox.example.evil.example",
    "boss@signalbox.example",
    "evil.example/pay",
    "<https://evil.example|click>",
    "[click](https://evil.example)",
    "<!channel> <@U0MAYA>",
    "EVIL-1",
    "ATL-1",
    "../../etc/passwd",
    "__proto__",
    "constructor",
    "R-1",
    "M-1",
    "head",
    "p1",
    "p2",
    "p99",
    "s1",
    "s2",
    "s99",
    "Done",
    "2026-12-01",
    "2026-13-45",
    "add",
    "set",
    "remove",
    "raid_log",
    "delivery_state",
    "backlog_summary",
  ),
  fc.string(),
  fc.emailAddress(),
  fc.webUrl(),
);
const words = fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(" "));
/** Mostly what fits, so that something gets through. */
const mostly = (...fitting: string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: hostile });
const orNull = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { freq: 8 });
const speakers = fc.array(mostly("s1", "s2"), { minLength: 1, maxLength: 3 });
const kinds = mostly(...Object.keys(proposable), "delete_data", "email_external", "artefact_update");
const said = fc.record({
  actions: fc.array(
    fc.record({
      kind: kinds,
      signals: speakers,
      why: words,
      ticket: orNull(mostly("ATL-1", "ATL-2")),
      entry: orNull(mostly("M-1", "R-1")),
      people: fc.array(mostly("p1", "p2"), { maxLength: 3 }),
      subject: orNull(words),
      text: orNull(words),
      value: orNull(mostly("Done", "2026-12-01", "Task")),
    }),
    { maxLength: 8 },
  ),
  changes: fc.array(
    fc.record({
      artefact: mostly("raid_log", "delivery_state", "decision_log"),
      op: mostly("add", "set"),
      entry: mostly("new-1", "R-1", "M-1"),
      fields: fc.tuple(
        fc.record({ name: mostly("title", "note", "description"), value: orNull(words) }),
        fc.record({
          name: mostly("type", "status", "due"),
          value: orNull(mostly("risk", "open", "at_risk", "2026-12-01")),
        }),
      ),
      signals: speakers,
      why: words,
    }),
    { maxLength: 8 },
  ),
});

const mailTo = {
  kind: "email_stakeholder",
  signals: ["s2"],
  why: "they should know",
  ticket: null,
  entry: null,
  people: ["p1"],
  subject: "The import",
  text: "It works.",
  value: null,
};

describe("whatever a model says", () => {
  it("what comes of it names only the project's people, tickets, entries and places", () => {
    let seen = 0;
    fc.assert(
      fc.property(said, (answer) => {
        const plan = ground(answer, known, shown);
        for (const { kind, payload, sources, provenance, title, why } of plan.actions) {
          seen++;
          expect([...Object.keys(proposable), "email_external"]).toContain(kind);
          expect(sources.length).toBeGreaterThan(0);
          for (const id of sources) expect(shown.map((one) => one.id)).toContain(id);
          if (sources.includes(shown[0]?.id ?? "")) expect(provenance).toBe("external");
          const { to, issue, milestone, project } = payload;
          if (Array.isArray(to))
            for (const address of to) expect(known.recipients.map((one) => one.address)).toContain(address);
          if (issue !== undefined) expect(["ATL-1", "ATL-2"]).toContain(issue);
          if (milestone !== undefined) expect(milestone).toBe("M-1");
          if (project !== undefined) expect(["atlas", "ATL"]).toContain(project);
          foreignIn([
            payload["text"],
            payload["subject"],
            payload["summary"],
            payload["description"],
            payload["title"],
            title,
            why,
          ]);
        }
        for (const { artefact, change, why } of plan.changes) {
          seen++;
          expect(["add", "set"]).toContain(change.op);
          expect(change.op === "add" ? ["new-1"] : ["R-1", "M-1"]).toContain(change.id);
          expect(checkPart(artefactForms[artefact].entry, change.fields).kind).toBe("fine");
          foreignIn([...Object.values(change.fields), why]);
        }
      }),
      { numRuns: 600, seed: 20_261_121 },
    );
    // The try is worth something only when something gets through.
    expect(seen).toBeGreaterThan(100);
  });

  it("a mail to somebody whom nobody knows is refused whole, with its reason", () => {
    const action = { ...mailTo, people: ["p1", "p99"] };
    const plan = ground(
      { actions: [action, { ...mailTo, people: ["boss@evil.example"] }], changes: [] },
      known,
      shown,
    );
    expect(plan.actions).toEqual([]);
    expect(plan.refused.map(({ reason }) => reason)).toEqual(
      Array(2).fill("it names somebody whom the project doesn't know"),
    );
  });

  it("links to a ticket's page and into the project's repository stay as they are", () => {
    const text =
      "See https://jira.signalbox.example/browse/ATL-1 and https://github.example/acme/atlas/pull/7, Maya (maya@signalbox.example).";
    const action = {
      kind: "jira_comment",
      signals: ["s2"],
      why: "it helps",
      ticket: "ATL-1",
      entry: null,
      people: [],
      subject: null,
      text,
      value: null,
    };
    expect(ground({ actions: [action], changes: [] }, known, shown).actions).toMatchObject([
      { payload: { text }, provenance: "internal" },
    ]);
  });
});

function foreignIn(values: readonly unknown[]): void {
  const places = values.flatMap((value) => (typeof value === "string" ? placesIn(value) : []));
  expect(
    places.filter(
      (place) =>
        !isOwnPlace(place, known.places) && !known.recipients.some(({ address }) => address === place),
    ),
  ).toEqual([]);
}
