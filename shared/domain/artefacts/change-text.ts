import { escapeLine } from "../../platform/escape-markdown.ts";
import type { Change, FieldValue } from "./artefact.ts";
import type { ArtefactForm } from "./forms.ts";
import { nameOf } from "./same-entry.ts";

/** What changes would do, as a list in Markdown. The words in them may be a stranger's: none of them marks anything up. */
export function changeText(form: ArtefactForm, changes: readonly Change[]): string {
  return changes.map((change) => lineOf(form, change)).join("\n");
}

function lineOf(form: ArtefactForm, change: Change): string {
  const id = escapeLine(change.id);
  if (change.op === "remove") return `- **${id}** is taken out`;
  const name = change.op === "add" ? nameOf(form, change.fields) : "";
  const head = change.op === "add" ? `A new ${form.row}: **${escapeLine(name)}**` : `**${id}**`;
  const said = Object.entries(change.fields).filter(
    ([field, value]) => change.op === "set" || (field !== form.name && value !== null && value !== ""),
  );
  const fields = said.map(([field, value]) => `  - ${escapeLine(field)}: ${valueText(value)}`);
  const from = change.sources.length === 0 ? [] : [`  - from ${change.sources.length} signals`];
  return [`- ${head}`, ...fields, ...from].join("\n");
}

function valueText(value: FieldValue): string {
  return value === null || value === "" ? "_nothing_" : escapeLine(String(value));
}
