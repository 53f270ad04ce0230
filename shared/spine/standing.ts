import type { Standing } from "../domain/approval.ts";
import { personOfActor } from "../domain/person.ts";
import { approvalRule, approversOf } from "../policy/rules.ts";
import type { ApprovalRow } from "./approval-entry.ts";
import type { Spine } from "./context.ts";

/** Who may decide on an approval, and how, under people and rules as they are at this moment. */
export function standingOn(
  { settings: { PEOPLE, RULES } }: Spine,
  { project, kind, requestedBy }: Pick<ApprovalRow, "project" | "kind" | "requestedBy">,
): Standing {
  return {
    may: approversOf(PEOPLE, RULES, project, kind).map(({ id }) => id),
    requester: personOfActor(PEOPLE, requestedBy)?.id ?? null,
    rule: approvalRule(RULES, kind),
  };
}
