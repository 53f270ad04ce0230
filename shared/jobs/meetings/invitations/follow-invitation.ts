import { invitationsOf, type InvitationRow, keepInvitation } from "../../../db/invitations.ts";
import type { InvitationMail, InvitedEvent } from "../../../domain/meeting/invitation.ts";
import { sha256 } from "../../../platform/digest.ts";
import { projectRules } from "../../../policy/rules.ts";
import { answerStatements } from "../../../spine/answer-signal.ts";
import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { hit, record } from "../../../spine/record.ts";
import type { SignalForm } from "../../../spine/signal-form.ts";
import { invitationForm as schema } from "../../../domain/meeting/invitation.ts";
import { seeToBots } from "./see-to-bots.ts";
import { isKnown, projectOfMeeting } from "./why-no-bot.ts";

/** Whose words it has is nobody's business but the calendar's. */
export const invitationForm: SignalForm<InvitationMail> = {
  schema,
  words: ({ from, events }) =>
    `${from} sends an invitation to ${events.length === 1 ? "a meeting" : `${events.length} meetings`}`,
};

/**
 * Follows an invitation: keeps what is new in it, and sees to the bots that it leads to. Only what certainly comes from its organizer
 * counts, and only where somebody known organizes it.
 */
export async function followInvitation(spine: Spine, signal: Offered<InvitationMail>): Promise<Offer> {
  const { doubt, events } = signal.body;
  if (doubt !== null) return { kind: "decline", reason: `it isn't certain whose it is: ${doubt}` };
  const whyNot: string[] = [];
  const uids = new Set<string>();
  for (const event of events) {
    const problem = await keep(spine, signal, event);
    if (problem === null) uids.add(event.uid);
    else whyNot.push(problem);
  }
  let bots = 0;
  for (const uid of uids) {
    const seen = await seeToBots(spine, uid);
    bots += seen.bots;
    whyNot.push(...seen.whyNot);
  }
  if (bots === 0) return { kind: "decline", reason: [...new Set(whyNot)].join("; ") };
  const { id, kind } = signal;
  const answer = { job: "meetings", answer: "took", reason: null, taskId: null } as const;
  await record(spine, [], answerStatements(spine, { id, kind }, answer));
  return { kind: "settled" };
}

/** Keeps what an event says; returns why not. */
async function keep(
  spine: Spine,
  signal: Offered<InvitationMail>,
  event: InvitedEvent,
): Promise<string | null> {
  const { db } = spine;
  const { uid, instance, organizer } = event;
  const before = await invitationsOf(db, uid);
  const [first] = before;
  const project = first?.project ?? projectOf(spine, event);
  if (!isKnown(spine, project, organizer))
    return `${organizer}, who organizes it, is neither one of the team nor a stakeholder of ${project}`;
  if (first !== undefined && first.organizer !== organizer) return `the meeting is ${first.organizer}'s`;
  if (first === undefined && projectRules(spine.settings.RULES, project).meetings.bot === "never")
    return `by the rule meetings.bot of the project ${project} invitations send no bots`;
  const now = spine.now();
  const row: InvitationRow = {
    ...event,
    id: `inv_${(await sha256(`${uid}\n${instance ?? ""}`)).slice(0, 24)}`,
    project,
    mailbox: signal.body.mailbox,
    provenance: signal.provenance,
    signalId: signal.id,
    dueAt: null,
    createdAt: now,
    updatedAt: now,
  };
  const [kept] = await db.batch([keepInvitation(db, row)]);
  // Who died after having kept it goes on with it.
  const isOurs = hit(kept) || before.some((one) => one.id === row.id && one.signalId === signal.id);
  return isOurs ? null : "something newer is known of it";
}

function projectOf(spine: Spine, { organizer, attendees }: InvitedEvent): string {
  return projectOfMeeting(spine, [organizer, ...attendees.flatMap(({ email }) => email ?? [])]);
}
