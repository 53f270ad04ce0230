import { effectiveLevel } from "../domain/autonomy.ts";
import { precedentProblem } from "../domain/outcome.ts";
import type { Dimension, Finding, Verdict, VerdictInput } from "../domain/verdict.ts";

/** The one place where it is decided what an action needs before it may happen. Pure and total. */
export function verdict(input: VerdictInput): Verdict {
  const { kind, boundary, rule } = input;
  const dimensions = confidence(input);
  const failing = Object.values(dimensions).filter((one) => !one.pass);
  const said = (reasons: string[]): Pick<Verdict, "reasons" | "dimensions"> => ({ reasons, dimensions });

  if (boundary.verdict === "forbidden") return { kind: "forbidden", ...said([`${kind} is never done`]) };
  const unfit = [dimensions.schemaValidity, dimensions.boundaryCompliance].filter((one) => !one.pass);
  if (unfit.length > 0) return { kind: "forbidden", ...said(unfit.map((one) => one.finding)) };
  const byRule = boundary.byRule ? (input.byRule ?? null) : null;
  if (boundary.verdict === "approval" && byRule === null)
    return { kind: "approval", rule, ...said([whoseWord(input)]) };

  const caps = [...failing.map((one) => one.finding), ...capsOn(input)];
  if (caps.length > 0) return { kind: "approval", rule, ...said(caps) };
  const level = effectiveLevel(input.autonomy);
  const bounds = byRule ?? `${kind} is within the bounds of autonomy level ${level}`;
  const fine = `${bounds}, and all four dimensions pass`;
  return boundary.verdict === "hold"
    ? { kind: "hold", windowMs: boundary.windowMs, rule, ...said([fine]) }
    : { kind: "auto", ...said([fine]) };
}

function whoseWord({ kind, boundary }: VerdictInput): string {
  return boundary.byRule ? `${kind} needs a person where no rule says yes` : `${kind} always needs a person`;
}

/** The four dimensions, each for itself: none makes up for another. */
function confidence(input: VerdictInput): Record<Dimension, Finding> {
  const { kind, boundary, built, sources } = input;
  const signals = (count: number): string => `${count} ${count === 1 ? "signal" : "signals"}`;
  const past = precedentProblem(input.precedent, boundary.precedent);
  const bounds =
    boundary.verdict === "forbidden"
      ? `${kind} is never done`
      : built
        ? input.outOfBounds
        : `${kind} can't be done yet`;
  return {
    sourceAgreement: {
      pass: sources >= boundary.sources,
      finding: `${signals(sources)} of ${boundary.sources} needed speak for it`,
    },
    boundaryCompliance: { pass: bounds === null, finding: bounds ?? "within the bounds of its kind" },
    schemaValidity: {
      pass: input.schemaValid,
      finding: input.schemaValid
        ? "the payload is of its kind's form"
        : ["the payload is not of its kind's form", ...namedFields(input)].join(": "),
    },
    precedent: {
      pass: past === null,
      finding: past ?? (input.precedent.length === 0 ? "nothing speaks against it" : "it went well before"),
    },
  };
}

function namedFields({ wrongFields = [] }: VerdictInput): string[] {
  return wrongFields.length === 0 ? [] : [`wrong or missing: ${wrongFields.join(", ")}`];
}

/** What else keeps an action that could happen by itself from doing so. */
function capsOn({ boundary, provenance, autonomy, kind }: VerdictInput): string[] {
  const caps = [];
  const level = effectiveLevel(autonomy);
  if (level < boundary.level)
    caps.push(`${kind} needs autonomy level ${boundary.level}, and it is at level ${level}`);
  if (boundary.outward && provenance === "external")
    caps.push("external input went into it, and it would be seen outside the team");
  return caps;
}

const strictness = { auto: 0, hold: 1, approval: 2, forbidden: 3 } as const satisfies Record<
  Verdict["kind"],
  number
>;

/** Whether a fresh verdict asks for more than an action has been through. */
export function isStricter(fresh: Verdict["kind"], passed: Verdict["kind"]): boolean {
  return strictness[fresh] > strictness[passed];
}
