import { z } from "zod";
import { slackReport, type SlackReport } from "../../shared/actions/slack-report.ts";
import type { PostedMessage } from "../../shared/integrations/slack/message.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { briefFields } from "../../shared/jobs/editorial/brief-fields.ts";
import { faithfully, material } from "../../shared/jobs/editorial/draft-prompt.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";

const brief = z.object({ topic: briefFields.topic, version: z.string().nullable().describe("the version") });
const schema = z.object({ markdown: z.string() });

/** The announcement of a release, in a channel of the team. */
export const releaseNote: EditorialKind<typeof brief, z.infer<typeof schema>, SlackReport, PostedMessage> = {
  kind: "release_note",
  meaning: "the announcement of a release",
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
  effect: slackReport,
  step: "post",
  payloadOf: async (_spine, { markdown }, { brief: { version } }) => ({
    channel: "C0RELEASES",
    title: `Release ${version ?? ""}`,
    markdown,
  }),
  textOf: ({ markdown }) => markdown,
  outline: ({ title, markdown }) => ({ title, size: `${markdown.length} characters`, data: {} }),
  facts: ({ channel }) => [mrkdwn`to <#${channel}>`],
  outcome: () => ({ url: null, note: null }),
  followUp: null,
};
