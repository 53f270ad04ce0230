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

/** A branch with one commit, and its pull request, which is nobody's draft. */
export async function readyPull(mark = unique()): Promise<SandboxPull> {
  const branch = `fix/${mark}`;
  const made = await githubClient(spine).createBranch(repository, branch, await headOf("main"));
  if (made.kind !== "answered") throw new Error(JSON.stringify(made));
  await push(branch, `src/${mark}.js`, `// ${mark}\n`);
  const words = { branch, base: "main", title: mark, body: "It is done.", draft: false };
  const opened = await githubClient(spine).openPullRequest(repository, words);
  if (opened.kind !== "answered") throw new Error(JSON.stringify(opened));
  return onlyPullOf(branch);
}

/** The payload that merges it as it is. */
export function mergePayload({ number, headSha, title }: SandboxPull) {
  return { repository, number, head: headSha, method: "squash", title: `Merge ${title}` } as const;
}

/** First lines of the newest commits' messages on a branch. */
export async function messagesOn(branch: string): Promise<string[]> {
  const { commits } = await sandbox<{ commits: string[] }>(
    `/github/_people/commits?repository=${repository}&branch=${branch}`,
  );
  return commits;
}

/** A person's review of a pull request, as it stands. */
export async function review(
  number: number,
  login: string,
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED",
  over: object = {},
): Promise<void> {
  await sandbox("/github/_people/review", { repository, number, login, state, body: "", ...over });
}

/** What an app says of a commit. */
export async function report(sha: string, context: string, state: string): Promise<void> {
  await sandbox("/github/_people/status", { repository, login: "maya-ortiz", sha, context, state });
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
