import { z } from "zod";
import { type CallOutcome, mapAnswer } from "../call.ts";
import { callGithub } from "./call.ts";
import { reference } from "./schema.ts";
import { orNull, segments, type Session } from "./session.ts";

/** A repository as it is to be made. */
interface NewRepository {
  name: string;
  description: string;
  private: boolean;
}

const known = z.object({
  full_name: z.string().min(1),
  html_url: z.url(),
  description: z.string().nullish(),
  default_branch: z.string().min(1),
});
const seen = known.transform((one) => ({
  name: one.full_name,
  url: one.html_url,
  description: one.description ?? "",
  defaultBranch: one.default_branch,
}));
/** A repository with what it says of itself. `name` is what it is called now. */
export type SeenRepository = z.output<typeof seen>;

/** One token does for making and for looking. */
const make = { administration: "write", contents: "read" } as const;

/** An organisation's repositories: made, and looked up whether or not they are there (docs.github.com/rest/repos/repos). */
export function repositories({ outside, withToken }: Session) {
  return {
    /**
     * Makes a repository with a first commit, so that it has a default branch. Refused with status 422 where the name is
     * taken, also by one that the App may not see.
     */
    createRepository: async (
      organisation: string,
      wanted: NewRepository,
    ): Promise<CallOutcome<SeenRepository>> =>
      withToken({ organisation }, make, async (authorization) =>
        callGithub(outside, authorization, {
          method: "POST",
          path: `orgs/${organisation}/repos`,
          body: { ...wanted, auto_init: true },
          answer: seen,
        }),
      ),

    /** The repository of a name, or of one that had it once; null when there is none that the App may see. */
    findRepository: async (organisation: string, name: string): Promise<CallOutcome<SeenRepository | null>> =>
      withToken({ organisation }, make, async (authorization) =>
        orNull(
          await callGithub(outside, authorization, { path: `repos/${organisation}/${name}`, answer: seen }),
        ),
      ),

    /** The commit at a branch of one of its repositories, also of one that was made this moment; null when there is none yet. */
    commitIn: async (
      organisation: string,
      repository: string,
      branch: string,
    ): Promise<CallOutcome<string | null>> =>
      withToken({ organisation }, make, async (authorization) =>
        mapAnswer(
          orNull(
            await callGithub(outside, authorization, {
              path: `repos/${repository}/git/ref/heads/${segments(branch)}`,
              answer: reference,
            }),
          ),
          (found) => found?.object.sha ?? null,
        ),
      ),
  };
}
