import { z } from "zod";
import { type Outside, requireSetting } from "../../platform/config.ts";
import type { CallOutcome } from "../call.ts";
import { callGithub } from "./call.ts";

/** A gist as it is written. */
export interface GistText {
  description: string;
  files: readonly { name: string; content: string }[];
  public: boolean;
}

const seen = z.object({
  id: z.string(),
  html_url: z.string(),
  description: z.string().nullable(),
  public: z.boolean(),
  created_at: z.iso.datetime(),
});
/** In a list the files have no contents. */
const listed = seen.extend({ files: z.record(z.string(), z.object({ filename: z.string() })) });
const whole = seen.extend({
  files: z.record(z.string(), z.object({ filename: z.string(), content: z.string() })),
  history: z.array(z.object({ version: z.string() })),
});
export type Gist = z.infer<typeof whole>;

/** Calls as the user whom the token is of: an App has no gists. docs.github.com/rest/gists */
export interface GistsClient {
  create(gist: GistText): Promise<CallOutcome<{ id: string; url: string }>>;
  /** Null: there is none by that id. */
  read(id: string): Promise<CallOutcome<Gist | null>>;
  /** The ids of the user's gists that were made since a moment and have these files. */
  madeSince(sinceMs: number, gist: GistText): Promise<CallOutcome<string[]>>;
}

/** More than a user makes while an answer is missing. */
const listedAtMost = 100;

/** @throws SignalboxError `not_configured` without a user's token. */
export function gistsClient(outside: Outside): GistsClient {
  const authorization = `Bearer ${requireSetting(outside.settings, "GIST_TOKEN")}`;
  return {
    create: async ({ description, files, public: isPublic }) =>
      callGithub(outside, authorization, {
        method: "POST",
        path: "gists",
        body: {
          description,
          public: isPublic,
          files: Object.fromEntries(files.map(({ name, content }) => [name, { content }])),
        },
        answer: seen.transform(({ id, html_url: url }) => ({ id, url })),
      }),
    read: async (id) => {
      const read = await callGithub(outside, authorization, {
        path: `gists/${encodeURIComponent(id)}`,
        answer: whole,
      });
      return read.kind === "refused" && read.status === 404 ? { kind: "answered", value: null } : read;
    },
    madeSince: async (sinceMs, { files }) => {
      const since = encodeURIComponent(new Date(sinceMs).toISOString().replace(/\.\d+Z$/, "Z"));
      const names = files.map(({ name }) => name);
      return callGithub(outside, authorization, {
        path: `gists?per_page=${listedAtMost}&since=${since}`,
        answer: z.array(listed).transform((gists) =>
          gists
            .filter((gist) => Date.parse(gist.created_at) >= sinceMs - (sinceMs % 1000))
            .filter((gist) => sameNames(Object.keys(gist.files), names))
            .map(({ id }) => id),
        ),
      });
    },
  };
}

/** Whether a gist says, to the letter, what was to be written. */
export function isAsWritten(gist: Gist, { description, files, public: isPublic }: GistText): boolean {
  const contents = new Map(Object.entries(gist.files).map(([name, file]) => [name, file.content]));
  return (
    gist.description === description &&
    gist.public === isPublic &&
    contents.size === files.length &&
    files.every(({ name, content }) => contents.get(name) === content)
  );
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join("/") === others.toSorted().join("/");
}
