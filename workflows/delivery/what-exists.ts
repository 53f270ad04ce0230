import type { Attempt } from "../../shared/domain/attempt.ts";
import type { CallOutcome } from "../../shared/integrations/call.ts";
import { githubClient, type GithubClient } from "../../shared/integrations/github/client.ts";
import {
  cannotContinue,
  existingStack,
} from "../../shared/jobs/delivery/architecture/existing/existing-stack.ts";
import {
  type Existing,
  isKept,
  keepExisting,
  keptExisting,
} from "../../shared/jobs/delivery/architecture/existing/keep-existing.ts";
import {
  headOfRepository,
  readRepository,
} from "../../shared/jobs/delivery/architecture/existing/read-repository.ts";
import { existingKeyOf } from "../../shared/jobs/delivery/documents/keys.ts";
import { attempted } from "../attempted.ts";
import type { DurableRun } from "../durable-run.ts";
import { rowOf } from "./begin-delivery.ts";

/**
 * Reads the repository that a delivery continues, as it is now, and keeps what it has read; of a commit that it has read before nothing is
 * asked again. Its key; null for a repository that is still to be made.
 */
export async function readWhatExists(run: DurableRun, step: string): Promise<string | null> {
  return run.attempt(step, async (): Promise<Attempt<string | null>> => {
    const { repository, isNew, foundation, project, createdAt: at } = await rowOf(run);
    const github = githubClient(run.spine);
    if (isNew && foundation === null) return canBeMade(github, repository);
    const head = await headOfRepository(github, repository);
    if (head.kind !== "answered") return unread(repository, head);
    if (head.value === null)
      return refused("bad_request", `${repository} has no commit to continue from; have a new one made`);
    const { commit } = head.value;
    const key = existingKeyOf({ project, taskId: run.taskId, at }, commit);
    if (await isKept(run.spine, key)) return { kind: "done", value: key };
    const read = await readRepository(github, head.value);
    if (read.kind !== "answered") return unread(repository, read);
    const chosen = existingStack(read.value);
    if (chosen.stack === null) return refused("bad_request", cannotContinue(repository, chosen.found));
    const { stack, because } = chosen;
    const files = read.value.files.length;
    await run.recordNow([
      // By the commit too: a try whose answer was lost may have read another.
      run.fact(
        `${step}, ${commit.slice(0, 7)}`,
        "repository.read",
        `${files} files were read: ${because.join(", ")}`,
        { repository, commit, stack, files },
      ),
    ]);
    await keepExisting(run.spine, key, read.value, chosen);
    return { kind: "done", value: key };
  });
}

/** Nothing exists of what is still to be made, and nobody reads and plans for a name that somebody else has. */
async function canBeMade(github: GithubClient, repository: string): Promise<Attempt<null>> {
  const [owner = "", name = ""] = repository.split("/");
  const there = await github.findRepository(owner, name);
  if (there.kind === "refused") return refused("forbidden", `${repository} can't be made: ${there.error}`);
  if (there.kind !== "answered") return attempted(there);
  return there.value === null
    ? { kind: "done", value: null }
    : refused("conflict", `${repository} exists already: continue it, or choose another name`);
}

function unread(
  repository: string,
  outcome: Exclude<CallOutcome<never>, { kind: "answered" }>,
): Attempt<never> {
  return outcome.kind === "refused"
    ? refused("forbidden", `${repository} can't be read: ${outcome.error}`)
    : attempted(outcome);
}

/** What was read under a key; null where nothing exists. */
export async function whatExists(run: DurableRun, key: string | null): Promise<Existing | null> {
  return key === null ? null : keptExisting(run.spine, key);
}

function refused(code: "forbidden" | "bad_request" | "conflict", reason: string): Attempt<never> {
  return { kind: "failed", code, reason };
}
