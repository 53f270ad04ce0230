import { planFile } from "../domain/plan.ts";
import { codeSpan } from "../platform/escape-markdown.ts";
import type { Room } from "./evidence-text.ts";

/** Room for everything, as a rule. */
const usual: Room = { sentence: 2000, line: 300, block: 6000, rows: 60, items: 100 };
/** Room for what is long, and for comments. */
export const scarce: Room = { sentence: 400, line: 100, block: 2000, rows: 40, items: 20 };
/** GitHub takes 65,536 characters. */
const bodyAtMost = 60_000;

/** Whom people are reading, where a stand-in played the model; null where it was the model. */
export function sandboxNote(sandbox = false): string | null {
  return sandbox
    ? "> **Sandbox:** a stand-in played the model. The repository, the commits and the test runs are real."
    : null;
}

/** Where all of it stands. @param dashboard its page; null: there is none to lead to. */
export function footer(taskId: string, dashboard: string | null): string {
  const link = dashboard === null ? "" : `: [all outputs and the diff](${dashboard})`;
  return `---\n\nSignalbox, task ${codeSpan(taskId)}${link}`;
}

/** The text with room for everything, or else with less. */
export function fitting(build: (room: Room, note: string | null) => string): string {
  const whole = build(usual, null);
  return whole.length <= bodyAtMost
    ? whole
    : build(scarce, `Much is shortened here; ${planFile} and the dashboard have it whole.`);
}

/** Parts as paragraphs, without those that there are none of. */
export function sections(parts: readonly (string | null)[]): string {
  return `${parts.filter((part) => part !== null).join("\n\n")}\n`;
}
