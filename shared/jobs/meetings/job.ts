import { type Job, taking } from "../../spine/job.ts";
import { meetingTasks } from "../queues.ts";
import { beginNotes } from "./begin-notes.ts";
import { botHeardForm, botHeardKind, hearBot } from "./bots/hear-bot.ts";
import { lookAtBots } from "./bots/look-at-bots.ts";
import { transcriptForm, transcriptSignal } from "./signals.ts";

/** From what was said in a meeting to what follows from it: notes that people agree to, and what they lead to. */
export const meetings: Job = {
  name: "meetings",
  queues: [meetingTasks],
  workflow: (env) => env.MEETINGS,
  proposes: ["meeting_notes", "jira_create_ticket", "artefact_update"],
  revisable: true,
  takes: {
    [transcriptSignal]: taking("Transcript of a meeting", transcriptForm, async (spine, signal) =>
      beginNotes(spine, signal),
    ),
    [botHeardKind]: taking("Word of a meeting's bot", botHeardForm, hearBot),
  },
  budgetUsd: ({ LLM_FIX_BUDGET_USD }) => LLM_FIX_BUDGET_USD,
  duties: { lookAtBots },
};
