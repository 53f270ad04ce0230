import { planFields } from "../../../parts/plan/plan-fields.ts";
import { shortCommit } from "../../../parts/short-commit.ts";
import { plannedOf } from "../../../parts/plan/planned-of.ts";

/**
 * A payload whose members can be compared as texts: a plan's parts under their own names, commits short. Other kinds are
 * readable as they are.
 */
export function readablePayload(kind: string, payload: unknown): unknown {
  if (kind !== "code_execute" || typeof payload !== "object" || payload === null) return payload;
  const members = new Map<string, unknown>(Object.entries(payload));
  const planned = plannedOf(members.get("planned"));
  if (planned === null) return payload;
  // The version is said above; which one it is changes always.
  for (const name of ["planned", "revision"]) members.delete(name);
  for (const [name, { words, text }] of Object.entries(others)) {
    const value = members.get(name);
    if (!members.delete(name)) continue;
    members.set(words, text(value));
  }
  return { ...planFields(planned), ...Object.fromEntries(members) };
}

const short = (value: unknown): unknown => (typeof value === "string" ? shortCommit(value) : value);

/** What a plan's payload says beside the plan, as readers know it. */
const others: Record<string, { words: string; text: (value: unknown) => unknown }> = {
  protectedFiles: {
    words: "Protected files",
    text: (value) => (Array.isArray(value) ? value.join("\n") : value),
  },
  baseCommit: { words: "Begins at commit", text: short },
  planCommit: { words: "Commit of the plan", text: short },
  testCommand: {
    words: "Command for all tests",
    text: (value) => value ?? "found by the referee",
  },
};
