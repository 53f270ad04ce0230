import { escapeLine } from "../../platform/escape-markdown.ts";
import { type Artefact, type FieldValue, headId } from "./artefact.ts";
import { columnsOf } from "./columns.ts";
import { formOf } from "./forms.ts";
import { lookUp } from "../../platform/look-up.ts";

/** A document in Markdown: its head as a list, its rows as a table. Nothing that stands in a cell marks anything up. */
export function artefactMarkdown(project: string, artefact: Artefact): string {
  const form = formOf(artefact.kind);
  const head = artefact.entries.find(({ id }) => id === headId);
  const rows = artefact.entries.filter(({ id }) => id !== headId);
  const columns = columnsOf(form, rows);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [
    line(["id", ...columns].map(escapeLine)),
    line(["id", ...columns].map(() => "---")),
    ...rows.map(({ id, fields }) => line([id, ...columns.map((column) => cell(lookUp(fields, column)))])),
  ];
  return [
    `# ${form.label}: ${escapeLine(project)}`,
    "",
    `Version ${artefact.version}`,
    "",
    ...Object.entries(head?.fields ?? {}).map(([field, value]) => `- ${escapeLine(field)}: ${cell(value)}`),
    ...(head === undefined ? [] : [""]),
    ...(rows.length === 0 ? [`There is no ${form.row} yet.`] : table),
    "",
  ].join("\n");
}

function cell(value: FieldValue | undefined): string {
  const text = String(value ?? "");
  // Days, numbers and plain words are read as they are.
  return /^[A-Za-z0-9]*(?:-\d+)*$/.test(text) ? text : escapeLine(text);
}
