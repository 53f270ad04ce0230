import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import { appToken, forgetAppToken, type Opens, type Permissions } from "./app-token.ts";
import { callGithub, type GithubCall } from "./call.ts";
import { repository } from "./schema.ts";

/** The App's way to GitHub: each call under a token for its repositories and no more rights than it needs. */
export type Session = ReturnType<typeof openSession>;

export function openSession(outside: Outside) {
  /** Calls under a token; one that GitHub doesn't know any more is replaced once, as a 401 changes nothing. */
  const withToken = async <T>(
    opens: Opens,
    permissions: Permissions,
    use: (authorization: string, bot: string) => Promise<CallOutcome<T>>,
  ): Promise<CallOutcome<T>> => {
    const attempt = async (): Promise<CallOutcome<T>> => {
      const token = await appToken(outside, opens, permissions);
      return token.kind === "answered" ? use(`Bearer ${token.value.token}`, token.value.bot) : token;
    };
    const outcome = await attempt();
    if (outcome.kind !== "refused" || outcome.status !== 401) return outcome;
    forgetAppToken(outside, opens, permissions);
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
  /** What a repository is called now, which may be another name than it is asked for by. */
  const nameNow = async (name: string): Promise<CallOutcome<string>> =>
    mapAnswer(
      await call(name, { metadata: "read" }, { path: "", answer: repository }),
      (seen) => seen.full_name || name,
    );

  return { outside, withToken, call, nameNow };
}

/** 404 as an answer: there is none. */
export function orNull<T>(outcome: CallOutcome<T>): CallOutcome<T | null> {
  return outcome.kind === "refused" && outcome.status === 404 ? { kind: "answered", value: null } : outcome;
}

/** A path or branch as it stands in an address. */
export function segments(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
