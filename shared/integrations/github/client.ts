import { utf8FromBase64, utf8ToBase64 } from "../../platform/base64.ts";
import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import { appToken, forgetAppToken, type Permissions } from "./app-token.ts";
import { callGithub, type GithubCall } from "./call.ts";
import { commitMutation, graphql, readyMutation } from "./graphql.ts";
import { failedLogs } from "./logs.ts";
import * as wire from "./schema.ts";

export interface NewPullRequest {
  branch: string;
  base: string;
  title: string;
  body: string;
  draft: boolean;
}

export interface NewCommit {
  branch: string;
  /** The head that the commit goes on top of; with another one there, nothing happens. */
  expectedHead: string;
  headline: string;
  message: string;
  /** Text of each file, by its path. */
  files: Readonly<Record<string, string>>;
}

/** The least that each kind of call needs. */
const metadata = { metadata: "read" } as const;
const readCode = { contents: "read" } as const;
const writeCode = { contents: "write" } as const;
const readPulls = { pull_requests: "read" } as const;
const writePulls = { pull_requests: "write" } as const;
/** A comment's number is that of an issue or of a pull request. */
const readTalk = { issues: "read", pull_requests: "read" } as const;
const writeTalk = { issues: "write", pull_requests: "write" } as const;
const readRuns = { actions: "read" } as const;

const commentsAPage = 100;
const wordsAtMost = 8;

/** A token that leaves the house, without whose it is. */
interface LentToken {
  token: string;
  /** ISO 8601. */
  expiresAt: string;
}

const lent = ({ token, expiresAt }: LentToken): LentToken => ({ token, expiresAt });

/**
 * GitHub as an App, as far as Signalbox speaks to it (docs.github.com/rest). Each call goes out under a token for its
 * one repository and no more rights than it needs. `name` is always `owner/name`.
 * @throws SignalboxError `not_configured` without the App's id and key.
 */
export function githubClient(outside: Outside) {
  /** Calls under a token; one that GitHub doesn't know any more is replaced once, as a 401 changes nothing. */
  const withToken = async <T>(
    names: readonly [string, ...string[]],
    permissions: Permissions,
    use: (authorization: string, bot: string) => Promise<CallOutcome<T>>,
  ): Promise<CallOutcome<T>> => {
    const attempt = async (): Promise<CallOutcome<T>> => {
      const token = await appToken(outside, names, permissions);
      return token.kind === "answered" ? use(`Bearer ${token.value.token}`, token.value.bot) : token;
    };
    const outcome = await attempt();
    if (outcome.kind !== "refused" || outcome.status !== 401) return outcome;
    forgetAppToken(outside, names, permissions);
    return attempt();
  };
  const call = async <T>(
    name: string,
    permissions: Permissions,
    ask: GithubCall<T>,
  ): Promise<CallOutcome<T>> =>
    withToken([name], permissions, async (authorization) =>
      callGithub(outside, authorization, { ...ask, path: `repos/${name}/${ask.path}`.replace(/\/$/, "") }),
    );

  return {
    /** A token for other programs: for this one repository, fresh for 10 minutes at least. */
    token: async (repository: string, permissions: Permissions): Promise<CallOutcome<LentToken>> =>
      mapAnswer(await appToken(outside, [repository], permissions), lent),

    /** The same for a program that works for long: a new one, with all of its hour. */
    newToken: async (repository: string, permissions: Permissions): Promise<CallOutcome<LentToken>> => {
      forgetAppToken(outside, [repository], permissions);
      return mapAnswer(await appToken(outside, [repository], permissions), lent);
    },

    /** Where git finds the repository. */
    cloneUrl: (name: string): string => `${outside.settings.GITHUB_URL.replace(/\/+$/, "")}/${name}.git`,

    repository: async (name: string): Promise<CallOutcome<{ defaultBranch: string }>> =>
      mapAnswer(await call(name, metadata, { path: "", answer: wire.repository }), (seen) => ({
        defaultBranch: seen.default_branch,
      })),

    /** The commit that a branch points to; null when there is no such branch. */
    head: async (name: string, branch: string): Promise<CallOutcome<string | null>> =>
      orNull(
        mapAnswer(
          await call(name, readCode, { path: `git/ref/heads/${segments(branch)}`, answer: wire.reference }),
          (seen) => seen.object.sha,
        ),
      ),

    /** Refused (422) when it is there already. */
    createBranch: async (name: string, branch: string, sha: string): Promise<CallOutcome<string>> =>
      mapAnswer(
        await call(name, writeCode, {
          method: "POST",
          path: "git/refs",
          body: { ref: `refs/heads/${branch}`, sha },
          answer: wire.reference,
        }),
        (made) => made.object.sha,
      ),

    /** A text file at a commit or branch; null when there is no file at the path. */
    file: async (name: string, path: string, ref: string): Promise<CallOutcome<string | null>> =>
      orNull(
        mapAnswer(
          await call(name, readCode, {
            path: `contents/${segments(path)}?ref=${encodeURIComponent(ref)}`,
            answer: wire.contents,
          }),
          (seen) => ("content" in seen ? utf8FromBase64(seen.content) : null),
        ),
      ),

    /** What `head` has that `base` hasn't, from where they parted: the files touched, a renamed one by both names. */
    compare: async (
      name: string,
      base: string,
      head: string,
    ): Promise<CallOutcome<{ files: string[]; aheadBy: number; behindBy: number }>> =>
      mapAnswer(
        await call(name, readCode, {
          path: `compare/${encodeURIComponent(base)}...${encodeURIComponent(head)}`,
          answer: wire.comparison,
        }),
        (seen) => ({
          files: seen.files.flatMap((file) => [file.filename, file.previous_filename ?? []].flat()),
          aheadBy: seen.ahead_by,
          behindBy: seen.behind_by,
        }),
      ),

    /**
     * Files of the repositories' default branches that have all of the words (at most 8 count). One search an owner;
     * the index of GitHub runs behind by minutes.
     */
    searchCode: async (
      names: readonly string[],
      words: readonly string[],
    ): Promise<CallOutcome<{ repository: string; path: string }[]>> => {
      const sought = words
        .map((word) => word.replaceAll(/["\\\p{Cc}]/gu, " ").trim())
        .filter((word) => word !== "")
        .slice(0, wordsAtMost)
        .map((word) => `"${word}"`);
      if (sought.length === 0) return { kind: "answered", value: [] };
      const found: { repository: string; path: string }[] = [];
      for (const [first, ...rest] of byOwner(names)) {
        const q = [...sought, ...[first, ...rest].map((name) => `repo:${name}`)].join(" ");
        const seen = await withToken([first, ...rest], readCode, async (authorization) =>
          callGithub(outside, authorization, {
            path: `search/code?per_page=50&q=${encodeURIComponent(q)}`,
            answer: wire.foundCode,
          }),
        );
        if (seen.kind !== "answered") return seen;
        found.push(
          ...seen.value.items.map(({ path, repository }) => ({ repository: repository.full_name, path })),
        );
      }
      return { kind: "answered", value: found };
    },

    pullRequest: async (name: string, number: number): Promise<CallOutcome<wire.PullRequest>> =>
      call(name, readPulls, { path: `pulls/${number}`, answer: wire.pullRequest }),

    /** The pull request of a branch of the repository itself: the open one, else the newest; null without any. */
    findPullRequest: async (name: string, branch: string): Promise<CallOutcome<wire.PullRequest | null>> => {
      const head = encodeURIComponent(`${name.slice(0, name.indexOf("/"))}:${branch}`);
      const path = `pulls?state=all&per_page=100&head=${head}`;
      return mapAnswer(await call(name, readPulls, { path, answer: wire.pullRequests }), (seen) => {
        // An API that ignored the filter must not hand us somebody else's.
        const ours = seen.filter((one) => one.branch === branch);
        return ours.find((one) => one.state === "open") ?? ours[0] ?? null;
      });
    },

    openPullRequest: async (
      name: string,
      { branch, ...rest }: NewPullRequest,
    ): Promise<CallOutcome<wire.PullRequest>> =>
      call(name, writePulls, {
        method: "POST",
        path: "pulls",
        body: { ...rest, head: branch },
        answer: wire.pullRequest,
      }),

    editPullRequest: async (
      name: string,
      number: number,
      words: { title: string; body: string },
    ): Promise<CallOutcome<wire.PullRequest>> =>
      call(name, writePulls, {
        method: "PATCH",
        path: `pulls/${number}`,
        body: words,
        answer: wire.pullRequest,
      }),

    /** Merges a commit into a branch that hasn't got it; the branch's new head. Null: it has got it. Refused (409) where they conflict. */
    mergeInto: async (
      name: string,
      branch: string,
      commit: string,
      message: string,
    ): Promise<CallOutcome<string | null>> =>
      mapAnswer(
        await call(name, writeCode, {
          method: "POST",
          path: "merges",
          body: { base: branch, head: commit, commit_message: message },
          answer: wire.mergeCommit,
        }),
        (made) => made?.sha ?? null,
      ),

    /** Writes files by one commit that GitHub signs for the App; its SHA, or null when the head was another by then. */
    commitOnBranch: async (name: string, commit: NewCommit): Promise<CallOutcome<string | null>> => {
      const additions = Object.entries(commit.files).map(([path, text]) => ({
        path,
        contents: utf8ToBase64(text),
      }));
      return withToken<string | null>([name], writeCode, async (authorization) => {
        const made = await graphql(outside, authorization, {
          query: commitMutation,
          input: {
            branch: { repositoryNameWithOwner: name, branchName: commit.branch },
            expectedHeadOid: commit.expectedHead,
            message: { headline: commit.headline, body: commit.message },
            fileChanges: { additions },
          },
          answer: wire.createdCommit,
          read: (data) => data.createCommitOnBranch?.commit.oid ?? null,
        });
        return made.kind === "refused" && made.status === 409 ? { kind: "answered", value: null } : made;
      });
    },

    /** Makes a draft one that people are asked to review. GitHub wants the right to write code for it too. */
    markReady: async (name: string, nodeId: string): Promise<CallOutcome<true>> =>
      withToken([name], { ...writePulls, ...writeCode }, async (authorization) =>
        graphql(outside, authorization, {
          query: readyMutation,
          input: { pullRequestId: nodeId },
          answer: wire.markedReady,
          read: (data) =>
            data.markPullRequestReadyForReview?.pullRequest.isDraft === false ? (true as const) : null,
        }),
      ),

    comment: async (name: string, number: number, body: string): Promise<CallOutcome<wire.Comment>> =>
      call(name, writeTalk, {
        method: "POST",
        path: `issues/${number}/comments`,
        body: { body },
        answer: wire.comment,
      }),

    /**
     * The App's own comment that ends with a marker, newest first; null when there is none. From the last page down:
     * comments that come in or are deleted meanwhile hide none.
     */
    findComment: async (
      name: string,
      number: number,
      marker: string,
    ): Promise<CallOutcome<wire.Comment | null>> =>
      withToken([name], readTalk, async (authorization, bot) => {
        const path = `repos/${name}/issues/${number}`;
        const talk = await callGithub(outside, authorization, { path, answer: wire.issue });
        if (talk.kind !== "answered") return talk;
        for (let page = Math.floor(talk.value.comments / commentsAPage) + 1; page > 0; page--) {
          const seen = await callGithub(outside, authorization, {
            path: `${path}/comments?per_page=${commentsAPage}&page=${page}`,
            answer: wire.comments,
          });
          if (seen.kind !== "answered") return seen;
          const found = seen.value.findLast(
            ({ body, user }) => user?.login === bot && (body ?? "").trimEnd().endsWith(marker),
          );
          if (found) return { kind: "answered", value: found };
        }
        return { kind: "answered", value: null };
      }),

    /** What somebody may do in a repository; "none" for whom GitHub doesn't know there. */
    permission: async (name: string, login: string): Promise<CallOutcome<wire.Right>> =>
      mapAnswer(
        orNull(
          await call(name, metadata, {
            path: `collaborators/${encodeURIComponent(login)}/permission`,
            answer: wire.collaborator,
          }),
        ),
        (seen) => seen?.permission ?? "none",
      ),

    /** The ends of the logs of a run's failed jobs, together at most 20,000 characters. */
    failedLogs: async (name: string, runId: number): Promise<CallOutcome<string>> =>
      withToken([name], readRuns, async (authorization) => failedLogs(outside, authorization, name, runId)),
  };
}

export type { PullRequest } from "./schema.ts";

/** 404 as an answer: there is none. */
function orNull<T>(outcome: CallOutcome<T>): CallOutcome<T | null> {
  return outcome.kind === "refused" && outcome.status === 404 ? { kind: "answered", value: null } : outcome;
}

/** A path or branch as it stands in an address. */
function segments(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function byOwner(names: readonly string[]): [string, ...string[]][] {
  const groups = new Map<string, [string, ...string[]]>();
  for (const name of new Set(names)) {
    const owner = name.slice(0, name.indexOf("/"));
    const group = groups.get(owner);
    if (group) group.push(name);
    else groups.set(owner, [name]);
  }
  return [...groups.values()];
}
