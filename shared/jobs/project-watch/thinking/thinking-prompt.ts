import { artefactKinds } from "../../../domain/artefacts/artefact.ts";
import { artefactForms } from "../../../domain/artefacts/forms.ts";
import type { WatchFact } from "../../../domain/watch/thought.ts";
import { type Known, titleShown } from "./known.ts";
import { element, group } from "../../../llm/prompt-parts.ts";
import type { Reading } from "./reading.ts";
import { proposable } from "./thought.ts";

/** A signal as a model that proposes is shown it: facts and where they come from, never its words. */
export interface Told {
  reading: Reading;
  facts: readonly WatchFact[];
}

/** What every thinking model is told of what it may answer. */
export const answering = `Answer with references only: signals, people, tickets and entries by the ids that you are shown. What you name
beyond them is refused, and so is every link and every mail address that isn't the project's own.

- actions: what should be done outside, at most two for a signal, none for most. kind is one of:
${Object.entries(proposable)
  .map(([kind, what]) => `  ${kind} for ${what}`)
  .join(";\n")}.
  Give null, or an empty list, for the fields that a kind doesn't take. signals are those that speak for it; why is one sentence.
  Write texts for the people who get them: short, friendly, in plain English, only with facts that you were given.
- changes: what the project's documents should say. artefact is raid_log, decision_log or delivery_state. op is "add" with entry "new-1",
  "new-2" and so on, or "set" with the id of an entry that is shown, naming only the fields that change. Look first whether an
  entry says it already: then set what is new there, and never add it again. Nothing is taken out; what is over is closed. Fields with a star were written by people.
  Fields: ${artefactKinds.flatMap((kind) => (kind === "backlog_summary" ? [] : [`${kind} has ${Object.keys(artefactForms[kind].entry.shape).join(", ")}`])).join("; ")}.
  raid_log: type is risk, assumption, issue or dependency; probability and impact are low, medium or high; status is open, mitigating or
  closed. decision_log: status is proposed, made or superseded; by is a person's name. delivery_state: its rows are milestones; status is on_track, at_risk,
  late or done; forecast is when it is expected now, due when it should be. Days are written as 2026-11-21.`;

/** Facts, so many of a signal; what is noise has none. */
export function signalsPart(told: readonly Told[]): string {
  return group(
    "signals",
    told.map(({ reading: { ref, signal, author, words, flag }, facts }) =>
      [
        `<signal id="${ref}">`,
        element(
          "about",
          {
            source: signal.source,
            type: signal.type,
            item: signal.item.slice(0, 80),
            at: new Date(signal.at).toISOString().slice(0, 16),
            provenance: signal.provenance,
            automatic: words.autoReply ? "yes" : null,
            suspected: flag === null ? null : "it tries to give instructions",
          },
          "",
        ),
        element("author", {}, titleShown(author).slice(0, 80)),
        ...facts.map(({ category, text }) => element("fact", { category }, text)),
        "</signal>",
      ].join("\n"),
    ),
  );
}

/** The project's own records. */
export function recordsPart({
  project,
  today,
  recipients,
  tickets,
  statuses,
  types,
  entries,
}: Known): string {
  return [
    element("project", { name: project, today }, ""),
    group(
      "people",
      recipients.map(({ ref, name, stakeholder }) =>
        element("person", { id: ref, stakeholder: stakeholder ? "yes" : "no" }, name),
      ),
    ),
    element("statuses", {}, statuses.join(", ")),
    element("types", {}, types.join(", ")),
    group(
      "tickets",
      [...tickets.values()].map(({ key, status, assignee, due, blocked, title }) =>
        element(
          "ticket",
          {
            key,
            status,
            assignee: assignee === null ? null : titleShown(assignee),
            due,
            blocked: blocked ? "yes" : null,
          },
          titleShown(title),
        ),
      ),
    ),
    ...artefactKinds.flatMap((artefact) =>
      artefact === "backlog_summary" || entries[artefact].entries.length === 0
        ? []
        : [
            element(
              "entries",
              { artefact, "not-shown": entries[artefact].left || null },
              entries[artefact].text,
              "block",
            ),
          ],
    ),
  ].join("\n");
}
