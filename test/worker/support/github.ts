import type { ApprovedAction, SealedActionKind } from "../../../shared/spine/action-kind.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { sandbox } from "./slack.ts";
import { spine, spineAt, unique } from "./spine.ts";

export const repository = "acme/checkout";

/** A pull request as people see it in the sandbox. */
export interface SandboxPull {
  repository: string;
  number: number;
  title: string;
  body: string;
  state: "draft" | "open" | "closed" | "merged";
  head: string;
  headSha: string;
  base: string;
  commits: { sha: string; message: string }[];
  files: { filename: string }[];
  comments: { user: string; body: string }[];
}

/** The pull requests of a branch, newest first. */
export async function pullsOf(branch: string): Promise<SandboxPull[]> {
  const { pulls } = await sandbox<{ pulls: SandboxPull[] }>("/github/_people/pulls");
  return pulls.filter((pull) => pull.head === branch);
}

/** The one pull request of a branch. */
export async function onlyPullOf(branch: string): Promise<SandboxPull> {
  const [pull, ...others] = await pullsOf(branch);
  if (!pull || others.length > 0)
    throw new Error(`${branch} has ${others.length + (pull ? 1 : 0)} pull requests`);
  return pull;
}

/** A commit of Maya's. */
export async function push(branch: string, path: string, content: string): Promise<string> {
  const commit = { repository, login: "maya-ortiz", branch, path, content, message: `Change ${path}` };
  return (await sandbox<{ sha: string }>("/github/_people/push-commit", commit)).sha;
}

/**
 * GitHub as at the start, but that no push starts a run: each would be a second of work for the machine, about which
 * the test says nothing.
 */
export async function quietGithub(): Promise<void> {
  await sandbox("/github/_sandbox/reset", {});
  await push(
    "main",
    ".github/workflows/ci.yml",
    "on: workflow_dispatch\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] } }\n",
  );
  // Tokens that another file has left are none for this GitHub; an hour from now they are forgotten.
  await githubClient(spineAt(60 * 60_000)).head(repository, "main");
}

export async function headOf(branch: string): Promise<string> {
  const head = await githubClient(spine).head(repository, branch);
  if (head.kind !== "answered" || head.value === null) throw new Error(`no head of ${branch}`);
  return head.value;
}

/** The payload of a plan on a branch of its own. */
export async function draftPayload(mark = unique()) {
  return {
    repository,
    base: "main",
    baseCommit: await headOf("main"),
    branch: `fix/${mark}`,
    title: `fix(cart): ${mark}`,
    body: `About ${mark}`,
    plan: `# Plan: ${mark}\n\nÜber «${mark}» 🧺\n`,
    revision: 1,
  };
}

export function approvedAction(payload: object, id = `task-1.${unique("action")}`): ApprovedAction<unknown> {
  return {
    id,
    taskId: "task-1",
    target: "github",
    digest: "0".repeat(64),
    sentAt: Date.now(),
    firstSentAt: Date.now(),
    progress: null,
    payload,
  };
}

/** What an attempt has led to. */
export async function resultOf(kind: SealedActionKind, payload: object): Promise<Record<string, string>> {
  const outcome = await kind.apply(spine, approvedAction(payload));
  if (outcome.kind !== "applied") throw new Error(JSON.stringify(outcome));
  return outcome.result;
}
