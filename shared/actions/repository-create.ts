import { z } from "zod";
import { newRepositoryName, organisationName } from "../domain/repository.ts";
import type { ApplyOutcome, ReconcileOutcome } from "../domain/sending.ts";
import { notSeen } from "../integrations/call.ts";
import { githubClient, type SeenRepository } from "../integrations/github/client.ts";
import { sha256 } from "../platform/digest.ts";
import { type ActionKindModule, byHandUnless, type KindRules } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { oneLine } from "./one-line.ts";

/** GitHub takes 350 characters, and the mark comes behind them. */
const descriptionAtMost = 300;

const repositoryCreateSchema = z.strictObject({
  /** The organisation. */
  owner: organisationName,
  /** Without its owner. */
  name: newRepositoryName,
  /** What it is, on one line. */
  description: oneLine(descriptionAtMost),
  /** False: the whole world reads it. */
  private: z.boolean(),
});

export type RepositoryCreate = z.infer<typeof repositoryCreateSchema>;

const made = z.object({
  /** `owner/name`. */
  repository: z.string(),
  url: z.string(),
  defaultBranch: z.string(),
  /** The first commit. */
  commit: z.string(),
});
type Made = z.infer<typeof made>;
const begun = made.omit({ commit: true });
type Begun = z.infer<typeof begun>;

/** How soon the first commit is looked for again, milliseconds. */
const lookAgainMs = 2000;

/**
 * A new repository of an organisation, with a first commit. GitHub has no idempotency key: a mark at the description's end, which
 * comes with the repository itself, names the action. What bears another, or none, is somebody else's, and is left as it is.
 */
export const repositoryCreate: ActionKindModule<"repository_create", RepositoryCreate, Made> = {
  kind: "repository_create",
  schema: repositoryCreateSchema,
  result: made,
  service: "github",
  target: ({ owner, name }) => `github:${owner}/${name}`,
  outOfBounds: ({ owner }, rules) => otherOwner(owner, rules),
  byHand: (payload, rules) => byHandUnless(otherOwner(payload.owner, rules), payload),
  preview: ({ owner, name, description, ...rest }) => ({
    title: `New repository ${owner}/${name}`,
    body: [
      rest.private
        ? "Private: who may read it is the organisation's to say."
        : "**Public: the whole world reads it.**",
      description,
      "It begins with a commit of a README. A mark of this action stands at the end of its description.",
    ].join("\n\n"),
  }),

  apply: async (ground, { id, payload }): Promise<ApplyOutcome<Made>> => {
    const { owner, name, description, private: isPrivate } = payload;
    const github = githubClient(ground);
    const mark = await markOf(id);
    const answer = await github.createRepository(owner, {
      name,
      description: `${description} · ${mark}`,
      private: isPrivate,
    });
    if (answer.kind === "answered") return withCommit(ground, owner, begunOf(answer.value));
    if (answer.kind !== "refused" || answer.status !== 422) return answer;
    // 422: the name is taken, by an attempt of ours or by somebody; or there is something else about it that GitHub doesn't take.
    const there = await github.findRepository(owner, name);
    if (there.kind !== "answered") return there;
    if (there.value === null) return answer;
    if (bears(there.value, mark)) return withCommit(ground, owner, begunOf(there.value));
    return {
      kind: "refused",
      error: `${there.value.name} exists already: choose another name, or have the rules name it and go on with it`,
    };
  },

  check: async (ground, { payload, progress }) => withCommit(ground, payload.owner, begun.parse(progress)),

  reconcile: async (ground, { id, payload: { owner, name } }): Promise<ReconcileOutcome<Made>> => {
    const there = await githubClient(ground).findRepository(owner, name);
    if (there.kind !== "answered") return notSeen(there);
    if (there.value === null || !bears(there.value, await markOf(id))) return { kind: "absent" };
    const seen = await withCommit(ground, owner, begunOf(there.value));
    switch (seen.kind) {
      case "applied":
        return { kind: "found", result: seen.result };
      case "under_way":
        return seen;
      case "not_applied":
        return { ...seen, kind: "unseen" };
      case "refused":
      case "stale":
      case "lost":
        return { kind: "unclear", error: seen.error };
    }
  },
};

/** Why repositories are not made there; null where they are. */
function otherOwner(owner: string, { organisation }: KindRules): string | null {
  if (organisation === null)
    return "the rules name no organisation in which repositories are made: set delivery.owner";
  return organisation.toLowerCase() === owner.toLowerCase()
    ? null
    : `the rules have repositories made in ${organisation}, not in ${owner}`;
}

/** What names an action in the description of what it has made. */
async function markOf(actionId: string): Promise<string> {
  return `signalbox-${(await sha256(actionId)).slice(0, 16)}`;
}

function bears({ description }: SeenRepository, mark: string): boolean {
  return description.split(/\s+/).includes(mark);
}

function begunOf({ name, url, defaultBranch }: SeenRepository): Begun {
  return { repository: name, url, defaultBranch };
}

/** It is made once it can be worked in: its first commit comes a moment later. */
async function withCommit(ground: Ground, owner: string, progress: Begun): Promise<ApplyOutcome<Made>> {
  const { repository, defaultBranch } = progress;
  const head = await githubClient(ground).commitIn(owner, repository, defaultBranch);
  if (head.kind === "answered" && head.value !== null)
    return { kind: "applied", result: { ...progress, commit: head.value } };
  return head.kind === "answered" || head.kind === "not_applied"
    ? { kind: "under_way", progress, afterMs: lookAgainMs }
    : { kind: "lost", error: `the new repository can't be read: ${head.error}` };
}
