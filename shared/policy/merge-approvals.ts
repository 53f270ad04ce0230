import type { Rules } from "./rules.ts";

/**
 * How many approvals a rule demands before something is merged in a repository without a question; null: people are asked. What the rules
 * say of the repository itself goes before what they say of those that deliveries make.
 * @param made the repositories that were made on behalf of the project, as `owner/name`
 */
export function mergeApprovalsOf(
  { repositories, delivery }: Pick<Rules, "repositories" | "delivery">,
  made: readonly string[],
  repository: string,
): number | null {
  const name = repository.toLowerCase();
  const named = Object.entries(repositories).find(([one]) => one.toLowerCase() === name)?.[1];
  if (named !== undefined) return named.mergeApprovals ?? null;
  return made.some((one) => one.toLowerCase() === name) ? (delivery.mergeApprovals ?? null) : null;
}
