import { z } from "zod";

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, a line each, with the field and what it wants: also where it may be of several forms. */
export function problemsOf({ issues }: z.core.$ZodError): string {
  return z.prettifyError(new z.ZodError(issues.flatMap(plain)));
}

/** Of several forms, the one that was most likely meant says what is wrong. */
function plain(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const [meant] = issue.errors.toSorted((a, b) => distance(a) - distance(b));
  if (meant === undefined) return [issue];
  return meant.flatMap(plain).map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

/** How far a value is from a form: one of another sort than it says itself is further than any with wrong fields. */
function distance(issues: readonly Issue[]): number {
  const isOther = issues.some(({ code, path }) => path.length === 0 || code === "invalid_value");
  return issues.length + (isOther ? 1000 : 0);
}
