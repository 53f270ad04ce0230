import type { SealedActionKind } from "./action-kind.ts";
import type { LevelRow } from "../db/policy-context.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Provenance } from "../domain/provenance.ts";
import type { VerdictInput } from "../domain/verdict.ts";
import { approvalRule, boundaryUnder, projectRules } from "../policy/rules.ts";
import type { Spine } from "./context.ts";

/** A payload as its kind's code sees it; null parts when there is no such code or the payload isn't of its form. */
export function inspect(
  spine: Spine,
  project: string,
  kind: string,
  payload: unknown,
): { code: SealedActionKind | undefined; seen: ReturnType<SealedActionKind["inspect"]> } {
  const code = spine.kinds(kind);
  const { stakeholders } = projectRules(spine.settings.RULES, project);
  const people = spine.settings.PEOPLE.flatMap(({ email }) => email ?? []);
  return { code, seen: code?.inspect(payload, { project, stakeholders, people }) ?? null };
}

/** Gathers what a verdict is made from: the rules as they are now, and the records that the caller has read. */
export function verdictInput(
  spine: Spine,
  action: { project: string; kind: string; provenance: Provenance; sources: number },
  { code, seen }: ReturnType<typeof inspect>,
  records: { levels: readonly LevelRow[]; past: readonly { outcome: Outcome }[] },
): VerdictInput {
  const { project, kind, provenance, sources } = action;
  const rules = spine.settings.RULES;
  const level = (of: string) => records.levels.find((row) => row.kind === of)?.level;
  return {
    kind,
    boundary: boundaryUnder(rules, kind),
    built: code !== undefined,
    provenance,
    schemaValid: seen !== null,
    outOfBounds: seen?.outOfBounds ?? null,
    sources,
    precedent: records.past.map((one) => one.outcome),
    autonomy: {
      project: level("*") ?? projectRules(rules, project).autonomy,
      kind: level(kind) ?? null,
    },
    rule: approvalRule(rules, kind),
  };
}
