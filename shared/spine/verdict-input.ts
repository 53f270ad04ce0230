import type { KindRules, SealedActionKind } from "./action-kind.ts";
import type { PolicyRecords } from "../db/policy-context.ts";
import type { Provenance } from "../domain/provenance.ts";
import type { VerdictInput } from "../domain/verdict.ts";
import { boundaryOf, isActionKind, peoplesKinds } from "../policy/boundaries.ts";
import { lookUp } from "../platform/look-up.ts";
import { mergeApprovalsOf } from "../policy/merge-approvals.ts";
import { jiraPlaces, knownChannels } from "../policy/known-places.ts";
import { approvalRule, boundaryUnder, projectRules } from "../policy/rules.ts";
import type { Jobs } from "./job-card.ts";
import type { Spine } from "./context.ts";

/**
 * A payload as its kind's code sees it; null parts when there is no such code or the payload isn't of its form.
 * @param made the repositories that were made on behalf of the project; absent: who asks wants no word on bounds.
 */
export function inspect(
  spine: Spine,
  project: string,
  kind: string,
  payload: unknown,
  made: readonly string[] = [],
): { code: SealedActionKind | undefined; seen: ReturnType<SealedActionKind["inspect"]>; wrong: string[] } {
  const code = spine.kinds(kind);
  const { RULES, PEOPLE, SENTRY_ORG } = spine.settings;
  const named = Object.entries(RULES.repositories);
  const rules: KindRules = {
    project,
    stakeholders: projectRules(RULES, project).stakeholders,
    people: PEOPLE.flatMap(({ email }) => email ?? []),
    repositories: [...named.map(([name]) => name), ...made],
    ownRepositories: [...named.flatMap(([name, of]) => (of.project === project ? name : [])), ...made],
    mergedByRule: [...named.map(([name]) => name), ...made].filter(
      (name) => mergeApprovalsOf(RULES, made, name) !== null,
    ),
    consent: RULES.meetings.consent,
    organisation: RULES.delivery.owner ?? null,
    channels: knownChannels(RULES),
    jira: jiraPlaces(RULES),
    tickets: lookUp(RULES.editorial.projects, project)?.tickets?.project ?? null,
    sentryOrganization: SENTRY_ORG ?? null,
  };
  const seen = code?.inspect(payload, rules) ?? null;
  return { code, seen, wrong: seen === null ? (code?.wrongFields(payload) ?? []) : [] };
}

/**
 * Why a task's job has no business with a kind; null when it has. Of a task that no job has, nobody knows whose work it
 * is: it may do what people may.
 */
function notItsKind(jobs: Pick<Jobs, "ofTask">, taskId: string, kind: string): string | null {
  if (!isActionKind(kind) || kind === "notification_internal") return null;
  const job = jobs.ofTask(taskId);
  const allowed = job?.proposes ?? peoplesKinds;
  return allowed.includes(kind)
    ? null
    : `${kind} is nothing that ${job === null ? "a task without a job" : `the job ${job.name}`} proposes`;
}

/** Gathers what a verdict is made from: the rules as they are now, and the records that the caller has read. */
export function verdictInput(
  spine: Spine,
  action: { taskId: string; project: string; kind: string; provenance: Provenance; sources: number },
  { code, seen, wrong }: Pick<ReturnType<typeof inspect>, "code" | "seen" | "wrong">,
  { levels, past }: Pick<PolicyRecords, "levels" | "past">,
): VerdictInput {
  const { taskId, project, kind, provenance, sources } = action;
  const rules = spine.settings.RULES;
  const byRule = seen?.byRule ?? null;
  const level = (of: string) => levels.find((row) => row.kind === of)?.level;
  return {
    kind,
    boundary: boundaryUnder(rules, kind),
    built: code !== undefined,
    provenance,
    schemaValid: seen !== null,
    ...(wrong.length === 0 ? {} : { wrongFields: wrong }),
    outOfBounds: notItsKind(spine.jobs, taskId, kind) ?? seen?.outOfBounds ?? null,
    ...(byRule === null ? {} : { byRule }),
    sources,
    precedent: past,
    autonomy: {
      project: level("*") ?? projectRules(rules, project).autonomy,
      kind: level(kind) ?? boundaryOf(kind).startLevel,
    },
    rule: approvalRule(rules, kind),
  };
}
