import type { InvitationRow } from "../../../db/invitations.ts";
import { personByEmail } from "../../../domain/person.ts";
import { ownAddresses } from "../../../integrations/mail/own-addresses.ts";
import type { Ground } from "../../../spine/ground.ts";
import { defaultProject, isStakeholder, projectNames, projectRules } from "../../../policy/rules.ts";

type Settings = Pick<Ground, "settings">;

/** Whether somebody is one of the team, or known to a project. */
export function isKnown({ settings }: Settings, project: string, address: string): boolean {
  return personByEmail(settings.PEOPLE, address) !== null || isStakeholder(settings.RULES, project, address);
}

/** The project that a meeting belongs to: whose stakeholders are there, whoever organizes it first; the default one where none's are. */
export function projectOfMeeting({ settings: { RULES } }: Settings, addresses: readonly string[]): string {
  const names = projectNames(RULES);
  for (const address of addresses) {
    const found = names.find((name) => isStakeholder(RULES, name, address));
    if (found !== undefined) return found;
  }
  return defaultProject;
}

/** Why an invitation sends no bot, as things stand; null: it does. `untold`: it would, if it said that the meeting is recorded. */
export function whyNoBot(
  { settings }: Settings,
  row: InvitationRow,
): { why: string; untold: boolean } | null {
  const { RULES } = settings;
  const { bot } = projectRules(RULES, row.project).meetings;
  const no = (why: string) => ({ why, untold: false });
  if (bot === "never")
    return no(`by the rule meetings.bot of the project ${row.project} invitations send no bots`);
  if (!isKnown({ settings }, row.project, row.organizer))
    return no(
      `${row.organizer}, who organizes it, is neither one of the team nor a stakeholder of ${row.project}`,
    );
  const own = ownAddresses({ settings }, row.mailbox);
  const isInvited = row.attendees.some(({ email }) => email !== null && own.includes(email));
  if (bot === "invited" && !isInvited)
    return no(
      `we aren't invited ourselves, which the rule meetings.bot of the project ${row.project} asks for`,
    );
  if (row.problem !== null) return no(row.problem);
  if (row.url === null)
    return no("it has no address of a conference that is known (others are in the rule meetings.hosts)");
  if (row.told === null && RULES.meetings.consent)
    return { why: "it doesn't say that the meeting is recorded", untold: true };
  return null;
}
