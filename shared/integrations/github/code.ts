import { utf8FromBase64, utf8ToBase64 } from "../../platform/base64.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import { callGithub } from "./call.ts";
import { commitMutation, graphql } from "./graphql.ts";
import * as wire from "./schema.ts";
import { orNull, segments, type Session } from "./session.ts";

export interface NewCommit {
  branch: string;
  /** The head that the commit goes on top of; with another one there, nothing happens. */
  expectedHead: string;
  headline: string;
  message: string;
  /** Text of each file, by its path. */
  files: Readonly<Record<string, string>>;
}

/** What one commit has that another hasn't. */
interface Comparison {
  files: string[];
  isWhole: boolean;
  aheadBy: number;
  behindBy: number;
}

/** The files of a commit. */
interface Tree {
  files: { path: string; size: number }[];
  isWhole: boolean;
}

/** By which git tells a link from a file. */
const linkMode = "120000";
const filesAPage = 300;
const mostPages = 20;
const metadata = { metadata: "read" } as const;
const readCode = { contents: "read" } as const;
const writeCode = { contents: "write" } as const;
const wordsAtMost = 8;

/** What a repository holds: branches, files, commits, and the search through them. */
export function code({ outside, withToken, call, nameNow }: Session) {
  return {
    /** `name`: what it is called now, which may be another name than it was asked for by. `id`: what stays. */
    repository: async (
      name: string,
    ): Promise<CallOutcome<{ id: number | null; defaultBranch: string; name: string }>> =>
      mapAnswer(await call(name, metadata, { path: "", answer: wire.repository }), (seen) => ({
        id: seen.id ?? null,
        defaultBranch: seen.default_branch,
        name: seen.full_name || name,
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

    /**
     * All files of a commit, with their bytes; links and submodules are none. GitHub leaves out what comes after 100,000 entries:
     * `isWhole` says whether all are there.
     */
    tree: async (name: string, commit: string): Promise<CallOutcome<Tree>> =>
      mapAnswer(
        await call(name, readCode, { path: `git/trees/${segments(commit)}?recursive=1`, answer: wire.tree }),
        ({ tree, truncated }) => ({
          files: tree
            .filter(({ type, mode }) => type === "blob" && mode !== linkMode)
            .map(({ path, size }) => ({ path, size: size ?? 0 })),
          isWhole: !truncated,
        }),
      ),

    /**
     * What `head` has that `base` hasn't, from where they parted: the files touched, a renamed one by both names. GitHub
     * lists 300 at a time, and some of its versions no more than the first: `isWhole` says whether all are there.
     */
    compare: async (name: string, base: string, head: string): Promise<CallOutcome<Comparison>> => {
      const files = new Set<string>();
      for (let page = 1; ; page++) {
        const range = `${encodeURIComponent(base)}...${encodeURIComponent(head)}`;
        const path = `compare/${range}${page === 1 ? "" : `?page=${page}`}`;
        const seen = await call(name, readCode, { path, answer: wire.comparison });
        if (seen.kind !== "answered") return seen;
        const { files: listed, ahead_by: aheadBy, behind_by: behindBy } = seen.value;
        const before = files.size;
        for (const file of listed)
          for (const touched of [file.filename, file.previous_filename ?? []].flat()) files.add(touched);
        const isLast = listed.length < filesAPage;
        if (!isLast && files.size > before && page < mostPages) continue;
        const isWhole = isLast && (page === 1 || listed.length > 0);
        return { kind: "answered", value: { files: [...files], isWhole, aheadBy, behindBy } };
      }
    },

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
      const made = async (called: string): Promise<CallOutcome<string | null>> =>
        withToken<string | null>([name], writeCode, async (authorization) =>
          graphql(outside, authorization, {
            query: commitMutation,
            input: {
              branch: { repositoryNameWithOwner: called, branchName: commit.branch },
              expectedHeadOid: commit.expectedHead,
              message: { headline: commit.headline, body: commit.message },
              fileChanges: { additions },
            },
            answer: wire.createdCommit,
            read: (data) => data.createCommitOnBranch?.commit.oid ?? null,
          }),
        );
      let outcome = await made(name);
      if (outcome.kind === "refused" && outcome.status === 404) {
        // A mutation leads nowhere from an old name.
        const now = await nameNow(name);
        if (now.kind !== "answered") return now;
        if (now.value !== name) outcome = await made(now.value);
      }
      return outcome.kind === "refused" && outcome.status === 409
        ? { kind: "answered", value: null }
        : outcome;
    },
  };
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
