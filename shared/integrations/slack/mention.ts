import { type Person, personOfActor, slackUserOf } from "../../domain/person.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** An actor as Slack shows it. Nobody is mentioned by what a stranger calls themselves. */
export function mention(people: readonly Person[], actor: string): Mrkdwn {
  const user = slackUserOf(people, actor);
  if (user !== null) return mrkdwn`<@${user}>`;
  return mrkdwn`${personOfActor(people, actor)?.name ?? actor.replace(/^mail:/, "")}`;
}

/** An actor who is spoken to: a sentence follows that is for them. */
export function addressed(people: readonly Person[], actor: string): Mrkdwn {
  const name = mention(people, actor);
  return slackUserOf(people, actor) === null ? mrkdwn`${name}:` : name;
}
