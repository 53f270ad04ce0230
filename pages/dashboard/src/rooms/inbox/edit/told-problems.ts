/** What the Worker finds wrong with an edit, by the field that it names; `rest` is what names none of them. */
export interface ToldProblems {
  byField: Record<string, string>;
  rest: string | null;
}

/** Sorts the Worker's words of refusal to the fields of a form. It puts each problem on a line, and below it the field. */
export function toldProblems(message: string, fields: readonly string[]): ToldProblems {
  const byField: Record<string, string> = {};
  const rest: string[] = [];
  for (const problem of message.split(/^✖ /m)) {
    const [, words = problem, field] = /^(.*?)\s*→ at ([\w.]+)[^\n]*\s*$/s.exec(problem) ?? [];
    if (words.trim() === "") continue;
    if (field !== undefined && fields.includes(field)) {
      const before = byField[field];
      byField[field] = before === undefined ? words.trim() : `${before}; ${words.trim()}`;
    } else rest.push(problem.trim());
  }
  return { byField, rest: rest.length === 0 ? null : rest.join("; ") };
}
