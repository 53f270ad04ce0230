import type { Attempt } from "../../shared/domain/attempt.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import {
  cannotContinue,
  existingStack,
} from "../../shared/jobs/delivery/architecture/existing/existing-stack.ts";
import {
  type Existing,
  keepExisting,
  keptExisting,
} from "../../shared/jobs/delivery/architecture/existing/keep-existing.ts";
import { readRepository } from "../../shared/jobs/delivery/architecture/existing/read-repository.ts";
import { existingKeyOf } from "../../shared/jobs/delivery/documents/keys.ts";
import { attempted } from "../attempted.ts";
import type { DurableRun } from "../durable-run.ts";
import { rowOf } from "./begin-delivery.ts";

/** Reads the repository that a delivery continues, as it is now, and keeps what it has read. Its key; null for a repository that is to be made. */
export async function readWhatExists(run: DurableRun, step: string): Promise<string | null> {
  return run.attempt(step, async (): Promise<Attempt<string | null>> => {
    const { repository, isNew, project, createdAt: at } = await rowOf(run);
    if (isNew) return { kind: "done", value: null };
    const read = await readRepository(githubClient(run.spine), repository);
    if (read.kind === "refused") return refused("forbidden", `${repository} can't be read: ${read.error}`);
    if (read.kind !== "answered") return attempted(read);
    const snapshot = read.value;
    if (snapshot === null)
      return refused("bad_request", `${repository} has no commit to continue from; have a new one made`);
    const chosen = existingStack(snapshot);
    if (chosen.stack === null) return refused("bad_request", cannotContinue(repository, chosen.found));
    const key = existingKeyOf({ project, taskId: run.taskId, at }, snapshot.commit);
    await keepExisting(run.spine, key, snapshot, chosen);
    const { stack, because } = chosen;
    const { commit, files } = snapshot;
    // By the commit too: a try that was lost may have read another.
    const name = `${step}, ${commit.slice(0, 7)}`;
    const fact = run.fact(
      name,
      "repository.read",
      `${files.length} files were read of: ${because.join(", ")}`,
      {
        repository,
        commit,
        stack,
        files: files.length,
      },
    );
    await run.recordNow([fact]);
    return { kind: "done", value: key };
  });
}

/** What was read under a key; null where nothing exists. */
export async function whatExists(run: DurableRun, key: string | null): Promise<Existing | null> {
  return key === null ? null : keptExisting(run.spine, key);
}

function refused(code: "forbidden" | "bad_request", reason: string): Attempt<never> {
  return { kind: "failed", code, reason };
}
