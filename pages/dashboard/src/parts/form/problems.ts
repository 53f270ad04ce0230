import type { z } from "zod";

/** What is wrong with a form, in words, by the path of the field. */
export type Problems = Record<string, string>;

/** A draft without what is left empty: JSON, and so the Worker, knows no member that is undefined. */
function filled(draft: unknown): unknown {
  if (Array.isArray(draft)) return draft.map(filled);
  if (typeof draft !== "object" || draft === null) return draft;
  const members = Object.entries(draft).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members.map(([name, value]) => [name, filled(value)]));
}

/**
 * What a schema finds wrong with a draft, or with the part of it below `at`. A list is one field, whichever of its
 * entries is wrong.
 */
export function problemsIn(
  schema: z.ZodType,
  draft: unknown,
  at: readonly (string | number)[] = [],
): Problems {
  const { error } = schema.safeParse(filled(draft), { reportInput: true });
  const problems: Problems = {};
  for (const issue of error?.issues ?? []) {
    if (!at.every((key, place) => issue.path[place] === key)) continue;
    const path = issue.path.slice(at.length);
    const entry = path.findIndex((key) => typeof key === "number");
    const which = entry !== -1 && typeof issue.input === "string" ? `“${issue.input}” ` : "";
    problems[(entry === -1 ? path : path.slice(0, entry)).join(".")] ??= sentence(
      `${which}${wordsOf(issue)}`,
    );
  }
  return problems;
}

const forms: Partial<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  record: "an object",
};

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type")
    return issue.input === undefined ? "it is needed" : `must be ${forms[issue.expected] ?? issue.expected}`;
  if (issue.code === "too_small" && issue.origin === "number")
    return issue.inclusive === true ? `${issue.minimum} or more` : `more than ${issue.minimum}`;
  if (issue.code === "too_small") return "it is needed";
  if (issue.code === "too_big")
    return `${issue.maximum}${issue.origin === "number" ? "" : " characters"} at most`;
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  if (issue.code === "unrecognized_keys") return `there is no ${issue.keys.join(", ")}`;
  return issue.message;
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}
