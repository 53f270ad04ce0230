import { hasRole, type Person } from "../domain/person.ts";
import { isKnownProject, type Rules } from "./rules.ts";

/** People and rules as they would count together. */
export interface Crew {
  people: readonly Person[];
  rules: Rules;
}

/**
 * Why a list of people must not take another's place at somebody's hand; null when it may. An operator must be left who
 * can sign in, and nobody lays down their own office: so there is always somebody who can take a change back.
 * @param access whether Cloudflare Access vouches for people by their email.
 */
export function refusalOfPeople(after: readonly Person[], by: string, access: boolean): string | null {
  const operators = after.filter((one) => hasRole(one, "operator"));
  if (!operators.some((one) => one.id === by))
    return "you can't take the role operator from yourself, nor leave the list: ask another operator";
  if (operators.some((one) => one.tokenSha256 !== undefined || (access && one.email !== undefined)))
    return null;
  return `no operator could sign in any more: one must have an API token${access ? " or an email" : ""}`;
}

/** Something about people and rules that can't be, with the paths of the rules that it is about. */
export interface Discord {
  paths: string[];
  words: string;
}

/** What a change would make wrong between people and rules. What was wrong before keeps nobody from changing the rest. */
export function newDiscord(before: Crew, after: Crew): Discord[] {
  const known = new Set(discordOf(before).map(({ words }) => words));
  return discordOf(after).filter(({ words }) => !known.has(words));
}

function discordOf({ people, rules }: Crew): Discord[] {
  const approvers = new Set(people.filter((one) => hasRole(one, "approver")).map((one) => one.id));
  const projects = Object.entries(rules.projects);
  const strangers = projects.flatMap(([name, project]) =>
    Object.entries(project.approvers).flatMap(([kind, listed]) =>
      listed
        .filter((id) => !approvers.has(id))
        .map((id) => ({
          paths: [`projects.${name}.approvers`],
          words: `projects.${name}.approvers.${kind} names ${id}, who would be no approver`,
        })),
    ),
  );
  const owners = Map.groupBy(
    projects.flatMap(([name, { channels }]) => [...new Set(channels)].map((channel) => ({ name, channel }))),
    ({ channel }) => channel,
  );
  const shared = [...owners].flatMap(([channel, owner]) =>
    owner.length > 1
      ? [
          {
            paths: owner.map(({ name }) => `projects.${name}.channels`),
            words: `${owner.map(({ name }) => name).join(" and ")} both have the channel ${channel}`,
          },
        ]
      : [],
  );
  const homeless = Object.entries(rules.repositories).flatMap(([name, { project }]) =>
    isKnownProject(rules, project)
      ? []
      : [
          {
            paths: [`repositories.${name}.project`],
            words: `repositories.${name} belongs to ${project}, which is no project`,
          },
        ],
  );
  return [...strangers, ...shared, ...homeless];
}

/** Discord as one sentence. */
export function discordWords(discord: readonly Discord[]): string {
  return discord.map(({ words }) => words).join("; ");
}
