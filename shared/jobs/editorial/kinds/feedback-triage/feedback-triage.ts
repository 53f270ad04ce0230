import { z } from "zod";
import { signalsOfTask } from "../../../../db/signals.ts";
import { weakest } from "../../../../domain/provenance.ts";
import { SignalboxError } from "../../../../platform/errors.ts";
import { withoutSecrets } from "../../../../platform/redact.ts";
import { briefFields } from "../../brief-fields.ts";
import { faithfully, material } from "../../draft-prompt.ts";
import type { EditorialKind } from "../../kind.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { slack } from "../../outlets/slack.ts";
import { tickets } from "../../outlets/ticket.ts";
import { channelField, reportChannel } from "../../report-channel.ts";
import { ticketPieces } from "../../ticket-pieces.ts";
import { type Draft, draftProblems, draftSchema, markdownOf } from "./draft.ts";
import { entriesOf, sourceOf } from "./entries.ts";

const { topic, channel, jiraProject } = briefFields;
const brief = z.object({ topic, channel, jiraProject });

/** What people say, sorted into themes with their own words and counts; work that follows from it is proposed as tickets. */
export const feedbackTriage: EditorialKind<typeof brief, Draft> = {
  kind: "feedback_triage",
  desk: "feedback",
  meaning: "sorting feedback, reviews or survey answers that are given into themes with counts and quotes",
  cues: [
    "sort this feedback into themes",
    "triage these reviews from users",
    "what do customers complain about",
  ],
  words: {
    noun: "feedback triage",
    plural: "feedback triages",
    begun: "the themes in feedback about",
    it: "the triage",
    done: "posted",
  },
  brief,
  example: { topic: "the exports", channel: "<#C012AB3CD|feedback>", jiraProject: null },
  exampleSource: sourceOf([
    "The export of large carts takes for ever",
    "Export timed out twice today, export is too slow",
    "Please add dark mode",
  ]),
  titleOf: (known) => known.topic ?? "feedback",
  rubric: [
    {
      name: "feedback",
      ask: "What was said? Give it as a list, one entry on each line that starts with a dash.",
      isPresent: (_known, { said }) => entriesOf(said).length > 0,
    },
    channelField,
  ],
  system: `You sort feedback for a software team. ${material} In <source> stands each entry on a line with its number.

Put every entry into at least one theme, name themes by what people want and not by what we call it, and quote people in their own
words, exactly. Propose a ticket only where somebody could begin to work. How many entries a theme has is counted by the program,
so write no counts. ${faithfully}`,
  schema: draftSchema,
  maxTokens: 8000,
  material: async (spine, { taskId, said }) => {
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
        title: `Feedback${known.topic === null ? "" : `: ${known.topic}`}`.slice(0, 150),
        markdown: markdownOf(draft),
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
