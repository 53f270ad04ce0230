import type { Planned } from "../../../../../shared/domain/plan.ts";

type Members = Map<string, unknown>;

const membersOf = (value: unknown): Members | null =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : null;
const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value);

/** A plan out of a payload, whose members may be anything; null when it is none. */
export function plannedOf(value: unknown): Planned | null {
  const members = membersOf(value);
  const discovery = discoveryOf(membersOf(members?.get("discovery")));
  const plan = planOf(membersOf(members?.get("plan")));
  return discovery && plan && { discovery, plan };
}

function discoveryOf(members: Members | null): Planned["discovery"] | null {
  const [repository, confidence] = [members?.get("repository"), members?.get("confidence")];
  const [rootCause, reasoning] = [members?.get("rootCause"), members?.get("reasoning")];
  const [affectedFiles, relatedFiles] = [members?.get("affectedFiles"), members?.get("relatedFiles")];
  if (!isText(repository) || !isText(rootCause) || !isText(reasoning)) return null;
  if (typeof confidence !== "number" || !isTexts(affectedFiles) || !isTexts(relatedFiles)) return null;
  return { repository, confidence, affectedFiles, rootCause, reasoning, relatedFiles };
}

function planOf(members: Members | null): Planned["plan"] | null {
  const [summary, scope] = [members?.get("summary"), members?.get("scope")];
  const [testCommand, estimatedMinutes] = [members?.get("testCommand"), members?.get("estimatedMinutes")];
  const riskLevel = oneOf(["low", "medium", "high"] as const, members?.get("riskLevel"));
  const [risks, given] = [members?.get("risks"), members?.get("steps")];
  if (!isText(summary) || !isText(scope) || !isText(testCommand)) return null;
  if (typeof estimatedMinutes !== "number" || riskLevel === undefined) return null;
  if (!isTexts(risks) || !Array.isArray(given)) return null;
  const steps = given.flatMap((one) => stepOf(membersOf(one)) ?? []);
  // A step that can't be shown must not be left out of what is decided on.
  if (steps.length !== given.length) return null;
  return { summary, scope, steps, testCommand, estimatedMinutes, riskLevel, risks };
}

function stepOf(members: Members | null): Planned["plan"]["steps"][number] | null {
  const type = oneOf(["test", "implement", "verify"] as const, members?.get("type"));
  const [file, action] = [members?.get("file"), members?.get("action")];
  if (type === undefined || !isText(action) || !(file === null || isText(file))) return null;
  return { type, file, action };
}
