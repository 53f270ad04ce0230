import { type MeetingNotesPayload, meetingNotes } from "../../shared/actions/meeting-notes.ts";
import { changeMeeting } from "../../shared/db/meetings.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { foundOf, notesOf } from "../../shared/jobs/meetings/notes/notes-of.ts";
import { payloadOf } from "../../shared/jobs/meetings/notes/payload-of.ts";
import {
  revised,
  revisePrompt,
  reviseSchema,
  reviseSystem,
  reviseTokens,
} from "../../shared/jobs/meetings/notes/revise-notes.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { Carried } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import { type BegunMeeting, groundOf, rowOf } from "./begun-meeting.ts";

/** Whoever isn't content with so many should write them. */
const maxRevisions = 8;

/** Notes that people have decided on. */
export type Decided = Exclude<Carried<{ emailId: string }>, { kind: "revised" | "stale" }>;

/** Asks for a yes to the notes; what people want otherwise is another version, and another yes. */
export async function agreeOnNotes(run: DurableRun, begun: BegunMeeting): Promise<Decided> {
  for (let revision = 1; revision <= maxRevisions; revision++) {
    const carried = await carryOut(run, {
      key: `notes-${revision}`,
      result: meetingNotes.result,
      revisable: true,
      proposal: async () => ({
        kind: meetingNotes.kind,
        payload: await proposedNotes(run, begun),
        provenance: begun.provenance,
        revision,
      }),
      view: async () => viewOf(run, begun, await proposedNotes(run, begun)),
    });
    if (carried.kind !== "revised" && carried.kind !== "stale") return carried;
    await reviseNotes(run, begun, revision + 1, carried.reason);
  }
  throw new SignalboxError("conflict", `still no agreement after ${maxRevisions} versions of the notes`);
}

/** The notes as they stand in the meeting's row, and whom they would go to. */
export async function proposedNotes(run: DurableRun, begun: BegunMeeting): Promise<MeetingNotesPayload> {
  const row = await rowOf(run, begun);
  if (row.notes === null) throw new SignalboxError("not_found", `the notes of ${row.title} are gone`);
  const { segments } = await groundOf(run, begun);
  return payloadOf(run.spine.settings, row, row.notes, segments);
}

async function reviseNotes(
  run: DurableRun,
  begun: BegunMeeting,
  revision: number,
  wish: string,
): Promise<void> {
  const step = `revise ${revision}`;
  await run.answer(
    step,
    async (problems) => {
      const { notes } = await rowOf(run, begun);
      return {
        taskId: run.taskId,
        project: run.project,
        purpose: "revise",
        tier: "reasoner",
        system: reviseSystem,
        user: revisePrompt(notes === null ? [] : foundOf(notes), wish, await groundOf(run, begun), problems),
        schema: reviseSchema,
        maxTokens: reviseTokens,
      };
    },
    () => [],
    async (said) => {
      const { notes: before } = await rowOf(run, begun);
      const found = before === null ? [] : foundOf(before);
      const { notes, leftOut } = revised(found, said, await groundOf(run, begun));
      const kept = notesOf(notes, (before?.leftOut ?? 0) + leftOut, before?.instructs ?? false);
      return {
        kept: null,
        facts: [
          run.fact(step, "meeting.noted", `${notes.length} notes stand in version ${revision}`, {
            notes: notes.length,
            changed: said.changed.length,
            dropped: said.dropped.length,
            added: said.added.length,
          }),
        ],
        records: [changeMeeting(run.spine, begun.came.meeting, { notes: kept })],
      };
    },
  );
}

function viewOf(run: DurableRun, { came }: BegunMeeting, payload: MeetingNotesPayload): ProposedView {
  const { decisions, actions, questions } = payload.notes;
  const { team, outside } = payload.to;
  const preview = meetingNotes.preview(payload);
  const url = dashboardLink(run.spine.settings, `/meetings/${encodeURIComponent(came.meeting)}`);
  return {
    title: preview.title,
    facts: [
      mrkdwn`${decisions.length} decisions`,
      mrkdwn`${actions.length} actions`,
      mrkdwn`${questions.length} open questions`,
      mrkdwn`mailed to ${team.length} of the team and ${outside.length} others`,
      mrkdwn`task ${run.taskId}`,
    ],
    body: preview.body,
    ...(url === null ? {} : { link: { label: "With the transcript", url } }),
  };
}
