import type { z } from "zod";
import { actorOfGithub } from "../../../../domain/actor.ts";
import { type Person, personByGithub } from "../../../../domain/person.ts";
import type { NewSignal } from "../../../../domain/signal.ts";
import { type WatchSignal, watchSignalId } from "../../../../domain/watch/watch-signal.ts";
import type { pullRequestClosed, releasePublished } from "../../../../integrations/github/wire.ts";
import type { Rules } from "../../../../policy/rules.ts";
import { type WatchHeard, watchHeardKind } from "../../signals.ts";
import { lookUp } from "../../../../platform/look-up.ts";

interface HeardContext {
  people: readonly Person[];
  rules: Rules;
}

/** Whose words GitHub itself vouches for: whoever may write to the repository. */
const insiders: ReadonlySet<string> = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);
const longestText = 100_000;

/** A merge, where the repository belongs to a project that is watched; a merge into another branch than the default names it. */
export function heardOfMerge(
  { pull_request: pull, repository, sender }: z.infer<typeof pullRequestClosed>,
  context: HeardContext,
): NewSignal[] {
  const merged = Date.parse(pull.merged_at ?? "");
  if (!repository.id || Number.isNaN(merged)) return [];
  const base = pull.base?.ref ?? null;
  return heard(context, repository.full_name, {
    native: `pull_request:${repository.id}:${pull.number}:merged`,
    type: "pull_request_merged",
    item: `${repository.full_name}#${pull.number}`,
    at: merged,
    title: `Merged: ${pull.title ?? `#${pull.number}`}`,
    text: pull.body ?? null,
    login: sender.login,
    url: pull.html_url ?? null,
    provenance: insiders.has(pull.author_association ?? "") ? "internal" : "external",
    detail: {
      repository: repository.full_name,
      base: base === (repository.default_branch ?? null) ? null : base,
    },
  });
}

/** A release, likewise. */
export function heardOfRelease(
  { release, repository, sender }: z.infer<typeof releasePublished>,
  context: HeardContext,
): NewSignal[] {
  return heard(context, repository.full_name, {
    native: `release:${release.id}`,
    type: "release_published",
    item: `${repository.full_name}@${release.tag_name}`,
    at: Date.parse(release.published_at),
    title: `Released: ${release.name || release.tag_name}`,
    text: release.body ?? null,
    login: sender.login,
    url: release.html_url,
    // Only who may write to the repository can make one.
    provenance: "internal",
    detail: { repository: repository.full_name, tag: release.tag_name },
  });
}

type Heard = Pick<
  WatchSignal,
  "type" | "item" | "at" | "title" | "text" | "url" | "provenance" | "detail"
> & {
  native: string;
  login: string;
};

function heard({ people, rules }: HeardContext, name: string, told: Heard): NewSignal[] {
  const project = projectOf(rules, name);
  if (project === null || lookUp(rules.projectWatch, project)?.github !== true) return [];
  const { native, login, ...rest } = told;
  const signal: WatchSignal = {
    ...rest,
    id: watchSignalId(project, "github", native),
    project,
    source: "github",
    title: told.title.replaceAll(/\s+/g, " ").slice(0, 300),
    text: told.text?.slice(0, longestText) ?? null,
    author: { name: personByGithub(people, login)?.name ?? actorOfGithub(people, login), address: null },
    to: [],
    attachments: [],
  };
  const body: WatchHeard = { type: "watch", signal, item: null };
  const { id, provenance } = signal;
  return [{ id, kind: watchHeardKind, provenance, body, dropReason: null }];
}

/** The project of a repository, whose name is the same in any case. */
function projectOf({ repositories }: Rules, name: string): string | null {
  const known = Object.keys(repositories).find((one) => one.toLowerCase() === name.toLowerCase());
  return known === undefined ? null : (lookUp(repositories, known)?.project ?? null);
}
