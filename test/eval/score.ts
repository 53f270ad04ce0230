/** What became of a request: what it was taken for and by whom, or a person was asked. */
export interface Outcome {
  /** What it is, by its label. */
  intent: string;
  /** What it was taken for; null: nothing was sure enough, and a person is asked. */
  taken: string | null;
  by: "rules" | "classifier";
}

const asked = "asked";

/** The figures of a run in words: how many were right, decided by rules, and asked about. */
export function summary(outcomes: readonly Outcome[]): string {
  const count = (fits: (one: Outcome) => boolean): number => outcomes.filter(fits).length;
  const isRight = ({ intent, taken }: Outcome): boolean => intent === taken;
  const part = (some: number, all: number): string =>
    `${some} of ${all}${all === 0 ? "" : ` (${((some / all) * 100).toFixed(1)} %)`}`;
  const all = outcomes.length;
  const byRules = count(({ by }) => by === "rules");
  const questions = count(({ taken }) => taken === null);
  return [
    `right at once            ${part(count(isRight), all)}`,
    `wrong                    ${part(
      count((one) => one.taken !== null && !isRight(one)),
      all,
    )}`,
    `asked, for low confidence ${part(questions, all)}`,
    `decided by rules alone   ${part(byRules, all)}, right ${part(
      count((one) => one.by === "rules" && isRight(one)),
      byRules,
    )}`,
    `of what it was sure of   ${part(count(isRight), all - questions)} right`,
  ].join("\n");
}

/** The confusion matrix: a line for each label, a column for each answer, by number; dots are zeros. */
export function matrix(outcomes: readonly Outcome[]): string {
  const taken = outcomes.map((one) => one.taken ?? asked);
  const names = [
    ...new Set([...outcomes.map(({ intent }) => intent), ...taken.filter((one) => one !== asked)]),
  ].toSorted();
  const columns = [...names, asked];
  const width = Math.max(...columns.map((name) => name.length)) + 4;
  const head = `${"".padEnd(width)}${columns.map((_, at) => String(at + 1).padStart(4)).join("")}`;
  const lines = names.map((name, at) => {
    const cells = columns.map((column) => {
      const found = outcomes.filter((one) => one.intent === name && (one.taken ?? asked) === column).length;
      return (found === 0 ? "·" : String(found)).padStart(4);
    });
    return `${`${String(at + 1).padStart(2)} ${name}`.padEnd(width)}${cells.join("")}`;
  });
  return [head, ...lines, `${String(columns.length).padStart(2)} ${asked}`].join("\n");
}
