import { z } from "zod";
import { briefFields } from "../../shared/jobs/editorial/brief-fields.ts";
import { faithfully, material } from "../../shared/jobs/editorial/draft-prompt.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import { piece, sealOutlet } from "../../shared/jobs/editorial/outlets/outlet.ts";
import { slack } from "../../shared/jobs/editorial/outlets/slack.ts";

const brief = z.object({ topic: briefFields.topic, version: z.string().nullable().describe("the version") });
const schema = z.object({ markdown: z.string() });

/** The announcement of a release, in a channel of the team. */
export const releaseNote: EditorialKind<typeof brief, z.infer<typeof schema>> = {
  kind: "release_note",
  desk: "content",
  meaning: "the announcement of a release",
  cues: ["announce release 2.0 in #releases"],
  orderedAs: /release notes?/,
  words: {
    noun: "release note",
    plural: "release notes",
    begun: "a note about",
    it: "the note",
    done: "posted",
  },
  brief,
  example: { topic: "calm releases", version: "2.0" },
  titleOf: ({ topic }) => topic,
  rubric: [{ name: "version", ask: "Which version is it?", isPresent: ({ version }) => version !== null }],
  system: `You write release notes. ${material} ${faithfully} Answer with markdown, the note.`,
  schema,
  maxTokens: 2000,
  problems: ({ markdown }) => (markdown.length > 3000 ? ["markdown: must have at most 3000 characters"] : []),
  outlets: [sealOutlet(slack)],
  pieces: async (_spine, { markdown }, { brief: { version } }) => [
    piece(slack, { channel: "C0RELEASES", title: `Release ${version ?? ""}`, markdown, publishAt: null }),
  ],
  textOf: ({ markdown }) => markdown,
  outline: ({ markdown }) => ({ title: "Release note", size: `${markdown.length} characters`, data: {} }),
};
