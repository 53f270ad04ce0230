import { z } from "zod";
import { briefFields } from "../../brief-fields.ts";
import { faithfully, material } from "../../draft-prompt.ts";
import type { EditorialKind } from "../../kind.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { slack } from "../../outlets/slack.ts";
import { tickets } from "../../outlets/ticket.ts";
import { channelField, reportChannel } from "../../report-channel.ts";
import { ticketPieces } from "../../ticket-pieces.ts";
import { type Draft, draftProblems, draftSchema, markdownOf } from "./draft.ts";

const { topic, audience, keyPoints, channel, jiraProject } = briefFields;
const brief = z.object({ topic, audience, keyPoints, channel, jiraProject });

/** An experiment that can fail: a hypothesis, one metric, a rule for stopping. A message to the team, and a ticket where one is asked for. */
export const growthExperiment: EditorialKind<typeof brief, Draft> = {
  kind: "growth_experiment",
  desk: "growth",
  meaning: "the plan of one growth experiment or A/B test, with hypothesis, metric and stop rule",
  cues: ["design an experiment for a shorter signup form", "plan an a/b test of the pricing page"],
  orderedAs: /(?:(?:growth )?experiment|a\/b test)/,
  words: {
    noun: "growth experiment",
    plural: "growth experiments",
    begun: "an experiment on",
    it: "the experiment",
    done: "posted",
  },
  brief,
  example: {
    topic: "a shorter sign-up form",
    audience: "new visitors",
    keyPoints: ["One visitor in ten signs up today"],
    channel: "<#C012AB3CD|growth>",
    jiraProject: null,
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What should be tried out?", isPresent: (known) => Boolean(known.topic?.trim()) },
    channelField,
  ],
  system: `You plan experiments for a software team. ${material}

An experiment can fail: one hypothesis, one metric that decides, a rule for stopping that is fixed before it begins. Where the brief
names no number for the target, propose how it is found out and say that it is a proposal. ${faithfully}`,
  schema: draftSchema,
  maxTokens: 3000,
  problems: draftProblems,
  outlets: [sealOutlet(slack), ...tickets.map(sealOutlet)],
  pieces: async (spine, draft, commission) => {
    const [title, markdown] = [draft.title.trim(), markdownOf(draft)];
    const { project, brief: known } = commission;
    const ticket = { type: "Task" as const, summary: title, description: markdown };
    return [
      piece(slack, { channel: reportChannel(spine, commission), title, markdown, publishAt: null }),
      ...(known.jiraProject === null
        ? []
        : ticketPieces(spine, { project, named: known.jiraProject }, [ticket])),
    ];
  },
  textOf: (draft) => `${draft.title}\n\n${markdownOf(draft)}`,
  outline: ({ title, days }) => ({ title, size: `at most ${days} days`, data: { days } }),
};
