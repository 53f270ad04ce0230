import { z } from "zod";
import { mergeMethods } from "../integrations/github/merging.ts";
import type { KindRules } from "../spine/action-kind.ts";

/** A commit's full id. */
export const commitId = z.string().regex(/^[0-9a-f]{40}$/, "must be a commit's full id");

/** The branch of a change. Its form lets it stand in an address and in a command as it is. */
export const ownBranch = z
  .string()
  .max(200)
  .regex(
    /^(?:fix|story)\/(?!.*(?:\.\.|\.lock$))[A-Za-z0-9][A-Za-z0-9._-]*(?<!\.)$/,
    "must be a branch such as fix/task-1",
  );

/** Any branch, as `git check-ref-format` has it. */
export const branchName = z
  .string()
  .max(250)
  .regex(
    /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)|\/\.))(?![-./])[^\s\p{Cc}~^:?*[\\]+(?<![./])$/u,
    "must be the name of a branch",
  );

/** Number of an issue or a pull request. */
export const issueNumber = z.number().int().positive().max(2_147_483_647);

/** Characters that a text may have; GitHub takes 65,536. */
export const bodyAtMost = 65_000;

/** How a pull request is merged. */
export const mergeMethod = z.enum(mergeMethods);

/** Whether one of the names is a repository's, in whatever case. */
export function isAmong(names: readonly string[], repository: string): boolean {
  const name = repository.toLowerCase();
  return names.some((one) => one.toLowerCase() === name);
}

/** Why a repository is not ours to change: the rules don't name it. Null when they do. */
export function unknownRepository(repository: string, { repositories }: KindRules): string | null {
  return isAmong(repositories, repository)
    ? null
    : `the rules name no repository ${repository}, only ${repositories.join(", ") || "none"}`;
}

/** Why a repository is not the project's: who decides in the project would not be who decides there. Null when it is. */
export function othersRepository(repository: string, rules: KindRules): string | null {
  return (
    unknownRepository(repository, rules) ??
    (isAmong(rules.ownRepositories, repository)
      ? null
      : `${repository} is a repository of another project than ${rules.project}`)
  );
}
