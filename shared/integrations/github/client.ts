import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import { appToken, forgetAppToken, type Permissions } from "./app-token.ts";
import { checks } from "./checks.ts";
import { code } from "./code.ts";
import { merging } from "./merging.ts";
import { news } from "./news.ts";
import { pullRequests } from "./pull-requests.ts";
import { repositories } from "./repositories.ts";
import { reviewing } from "./reviewing.ts";
import { openSession } from "./session.ts";
import { talk } from "./talk.ts";

/** A token that leaves the house, without whose it is. */
interface LentToken {
  token: string;
  /** ISO 8601. */
  expiresAt: string;
}

/**
 * GitHub as an App, as far as Signalbox speaks to it (docs.github.com/rest). Each call goes out under a token for its
 * one repository and no more rights than it needs. `name` is always `owner/name`.
 * @throws SignalboxError `not_configured` without the App's id and key.
 */
export function githubClient(outside: Outside) {
  const session = openSession(outside);
  const ofCode = code(session);
  /** Where git finds a repository. */
  const cloneUrl = (name: string): string => `${outside.settings.GITHUB_URL.replace(/\/+$/, "")}/${name}.git`;
  return {
    /** A token for other programs: for this one repository, fresh for 10 minutes at least. */
    token: async (repository: string, permissions: Permissions): Promise<CallOutcome<LentToken>> =>
      mapAnswer(await appToken(outside, [repository], permissions), ({ token, expiresAt }) => ({
        token,
        expiresAt,
      })),

    /**
     * The same for a program that works for long: a new one, with all of its hour, and where git finds the repository now.
     * Git is given no old name, as it follows no redirect with a password.
     */
    newToken: async (
      repository: string,
      permissions: Permissions,
    ): Promise<CallOutcome<LentToken & { cloneUrl: string }>> => {
      forgetAppToken(outside, [repository], permissions);
      const made = await appToken(outside, [repository], permissions);
      if (made.kind !== "answered") return made;
      const { token, expiresAt, movedTo } = made.value;
      const now = movedTo === null ? null : await ofCode.repository(repository);
      if (now !== null && now.kind !== "answered") return now;
      const name = now?.value.name ?? repository;
      return { kind: "answered", value: { token, expiresAt, cloneUrl: cloneUrl(name) } };
    },

    cloneUrl,

    ...ofCode,
    ...checks(session),
    ...pullRequests(session),
    ...merging(session),
    ...reviewing(session),
    ...repositories(session),
    ...news(session),
    ...talk(session),
  };
}

export type GithubClient = ReturnType<typeof githubClient>;
export type { SeenRepository } from "./repositories.ts";
export type { PullRequest } from "./schema.ts";
