import type { ArtefactKind } from "../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../shared/domain/artefacts/forms.ts";
import { type Rates, ratesOf, type Score } from "./score.ts";

const scored: readonly ArtefactKind[] = ["raid_log", "decision_log", "delivery_state"];

/** Recall and precision by artefact, then what was missed and what should not be there. */
export function scoreTable(result: Score): string {
  const rows = [
    ...scored.map((kind) => row(artefactForms[kind].label, ratesOf(result, kind))),
    row("all", ratesOf(result)),
  ];
  const list = (title: string, lines: string[]): string[] =>
    lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
  return [
    `${"".padEnd(16)}${["expected", "found", "recall", "precision"].map((name) => name.padStart(11)).join("")}`,
    ...rows,
    ...list(
      "Missed:",
      result.missed.map(
        ({ artefact, as, what, from }) => `${artefact} (${as.join(" or ")}) ${what}, day ${from}`,
      ),
    ),
    ...list(
      "Should not be there:",
      result.wrong.map(
        ({ entry, trap }) =>
          `${entry.artefact} ${entry.id} (${entry.as}) ${entry.title}: ${trap ? trap.why : `from ${entry.events.join(", ") || "no signal"}`}`,
      ),
    ),
    ...list(
      "Said twice (not counted):",
      result.repeated.map(({ artefact, id, title }) => `${artefact} ${id} ${title}`),
    ),
  ].join("\n");
}

function row(name: string, { expected, found, recall, precision }: Rates): string {
  const share = (value: number | null): string => (value === null ? "–" : `${Math.round(value * 100)} %`);
  return `${name.padEnd(16)}${[String(expected), String(found), share(recall), share(precision)].map((cell) => cell.padStart(11)).join("")}`;
}
