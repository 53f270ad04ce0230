import type { Person } from "../../domain/person.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** An actor as Slack shows it. Slack ids are upper case and ids of people are lower case, so they can't be confused. */
export function mention(people: readonly Person[], actor: string): Mrkdwn {
  const person = people.find((one) => one.id === actor);
  const user = person?.slack ?? actor;
  return /^[UW][A-Z0-9]+$/.test(user) ? mrkdwn`<@${user}>` : mrkdwn`${person?.name ?? actor}`;
}
