import { z } from "zod";
import { signalsOfTask } from "../../../../db/signals.ts";
import { weakest } from "../../../../domain/provenance.ts";
import type { Spine } from "../../../../spine/context.ts";
import { wallTime } from "../../../../domain/wall-clock.ts";
import { SignalboxError } from "../../../../platform/errors.ts";
import { withoutSecrets } from "../../../../platform/redact.ts";
import { briefFields } from "../../brief-fields.ts";
import { faithfully, material } from "../../draft-prompt.ts";
import type { Commission, EditorialKind } from "../../kind.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { slack } from "../../outlets/slack.ts";
import { tickets } from "../../outlets/ticket.ts";
import { channelField, reportChannel } from "../../report-channel.ts";
import { periodStart } from "../../said-period.ts";
import { ticketPieces } from "../../ticket-pieces.ts";
import { type Draft, draftProblems, draftSchema, markdownOf } from "./draft.ts";
import { channelFeedback, feedbackWindow } from "./channel-feedback.ts";
import { entriesOf, mostEntries, sourceOf } from "./entries.ts";

const { topic, channel, jiraProject, period } = briefFields;
const sourceChannel = z
  .string()
  .nullable()
  .describe(
    "the Slack channel whose messages are the feedback to be sorted, exactly as it is written; null where the feedback stands in the request",
  );
const brief = z.object({ topic, channel, jiraProject, sourceChannel, period });

/** Whether words are a stretch of time doesn't depend on when they are read. */
const anyClock = { timeZone: "UTC", now: 0 };

const nameOf = (named: string): string => /\|([^>]+)>/.exec(named)?.[1]?.replace(/^#?/, "#") ?? named;

function titleOf({ topic: about, sourceChannel: from }: z.infer<typeof brief>): string {
  if (about !== null) return `Feedback: ${about}`;
  return from === null ? "Feedback" : `Feedback in ${nameOf(from)}`;
}

/** Where the feedback was read, of when, and how much of it; nothing where it was given. */
async function whence(
  spine: Spine,
  { themes }: Draft,
  { taskId, project, brief: { sourceChannel: from, period: said } }: Commission<z.infer<typeof brief>>,
): Promise<string[]> {
  if (from === null) return [];
  const window = await feedbackWindow(spine, { taskId, project, period: said });
  const count = new Set(themes.flatMap(({ entries }) => entries)).size;
  const since = wallTime(window.from, window.timeZone).day;
  const many =
    count >= mostEntries
      ? `the newest ${count} messages`
      : `${count} ${count === 1 ? "message" : "messages"}`;
  return [`From ${nameOf(from)} since ${since}: ${many}.`];
}

/** What people say, sorted into themes with their own words and counts; work that follows from it is proposed as tickets. */
export const feedbackTriage: EditorialKind<typeof brief, Draft> = {
  kind: "feedback_triage",
  desk: "feedback",
  meaning:
    "sorting feedback, reviews or survey answers, given or from a channel, into themes with counts and quotes",
  cues: [
    "sort this feedback into themes",
    "triage the feedback in #feedback of the last week",
    "triage these reviews from users",
    "what do customers complain about",
  ],
  orderedAs: /(?:feedback triage|(?:user |customer )?(?:feedback|reviews)(?: (?:from|in|into)[^.]*)?)/,
  words: {
    noun: "feedback triage",
    plural: "feedback triages",
    begun: "the themes in feedback about",
    it: "the triage",
    done: "posted",
  },
  brief,
  example: {
    topic: "the exports",
    channel: "<#C012AB3CD|feedback>",
    jiraProject: null,
    sourceChannel: null,
    period: null,
  },
  exampleSource: sourceOf([
    "The export of large carts takes for ever",
    "Export timed out twice today, export is too slow",
    "Please add dark mode",
  ]),
  titleOf: (known) =>
    known.topic ?? (known.sourceChannel === null ? "feedback" : `feedback in ${nameOf(known.sourceChannel)}`),
  rubric: [
    {
      name: "feedback",
      ask: "What was said? Give it as a list, one entry on each line that starts with a dash, or name the channel in which it stands.",
      isPresent: (known, { said }) => known.sourceChannel !== null || entriesOf(said).length > 0,
    },
    {
      name: "period",
      ask: "Of when is the feedback? Say it such as “the last week”, “the last 30 days” or “since Monday”.",
      isPresent: ({ sourceChannel: from, period: said }) =>
        from === null || said === null || periodStart(said, anyClock) !== null,
    },
    channelField,
  ],
  system: `You sort feedback for a software team. ${material} In <source> stands each entry on a line with its number.

Put every entry into at least one theme, name themes by what people want and not by what we call it, and quote people in their own
words, exactly. Propose a ticket only where somebody could begin to work. How many entries a theme has is counted by the program,
so write no counts. ${faithfully}`,
  schema: draftSchema,
  maxTokens: 8000,
  material: async (spine, { taskId, project, channel: askedIn, said, brief: known }) => {
    if (known.sourceChannel !== null) {
      const asking = {
        taskId,
        project,
        channel: askedIn,
        sourceChannel: known.sourceChannel,
        period: known.period,
      };
      // Whoever wrote there may have passed on what others say.
      return { text: sourceOf(await channelFeedback(spine, asking)), provenance: "external" };
    }
    const entries = entriesOf(withoutSecrets(said));
    if (entries.length === 0) throw new SignalboxError("bad_request", "there is no feedback in the request");
    const all = await signalsOfTask(spine.db, taskId);
    return { text: sourceOf(entries), provenance: weakest(all.map(({ provenance }) => provenance)) };
  },
  problems: (draft, _known, source) => draftProblems(draft, source),
  outlets: [sealOutlet(slack), ...tickets.map(sealOutlet)],
  pieces: async (spine, draft, commission) => {
    const { project, brief: known } = commission;
    const proposed = draft.themes.flatMap(({ ticket, entries, quotes }) =>
      ticket === null
        ? []
        : [
            {
              type: ticket.type,
              summary: ticket.summary.trim(),
              description: [
                ticket.description,
                `${entries.length} ${entries.length === 1 ? "entry says" : "entries say"} so, such as:`,
                ...quotes.map(({ words }) => `“${words}”`),
              ].join("\n\n"),
            },
          ],
    );
    return [
      piece(slack, {
        channel: reportChannel(spine, commission),
        title: titleOf(known).slice(0, 150),
        markdown: [...(await whence(spine, draft, commission)), markdownOf(draft)].join("\n\n"),
        publishAt: null,
      }),
      ...ticketPieces(spine, { project, named: known.jiraProject }, proposed),
    ];
  },
  textOf: markdownOf,
  outline: ({ themes }) => {
    const proposed = themes.filter(({ ticket }) => ticket !== null).length;
    return {
      title: themes
        .map(({ name }) => name)
        .join(", ")
        .slice(0, 120),
      size: `${themes.length} ${themes.length === 1 ? "theme" : "themes"}, ${proposed} proposed for tickets`,
      data: { themes: themes.length, tickets: proposed },
    };
  },
};
