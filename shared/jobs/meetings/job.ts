import { invitationSignal } from "../../domain/meeting/invitation.ts";
import { type Job, taking } from "../../spine/job.ts";
import { meetingTasks } from "../queues.ts";
import { beginNotes } from "./begin-notes.ts";
import { botHeardForm, botHeardKind, hearBot } from "./bots/hear-bot.ts";
import { lookAtBots } from "./bots/look-at-bots.ts";
import { followInvitation, invitationForm } from "./invitations/follow-invitation.ts";
import { lookAtInvitations } from "./invitations/look-at-invitations.ts";
import { transcriptForm, transcriptSignal } from "./signals.ts";

/** From what was said in a meeting to what follows from it: notes that people agree to, and what they lead to. */
export const meetings: Job = {
  name: "meetings",
  queues: [meetingTasks],
  workflow: (env) => env.MEETINGS,
  proposes: ["meeting_notes", "jira_create_ticket", "artefact_update", "meeting_bot", "meeting_bot_cancel"],
  revisable: true,
  takes: {
    [transcriptSignal]: taking("Transcript of a meeting", transcriptForm, async (spine, signal) =>
      beginNotes(spine, signal),
    ),
    [botHeardKind]: taking("Word of a meeting's bot", botHeardForm, hearBot),
    [invitationSignal]: taking("Invitation to a meeting", invitationForm, followInvitation),
  },
  budgetUsd: ({ LLM_FIX_BUDGET_USD }) => LLM_FIX_BUDGET_USD,
  duties: { lookAtBots, lookAtInvitations },
};
