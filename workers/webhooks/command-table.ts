import type { z } from "zod";
import { hasRole, type Person, personBySlack, type Role } from "../../shared/domain/person.ts";
import { code, type Mrkdwn, mrkdwn, textOf } from "../../shared/integrations/slack/mrkdwn.ts";
import type { slashCommand } from "../../shared/integrations/slack/schema.ts";
import { httpStatus, SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** A slash command as Slack sends it. */
export type SlashCommand = z.infer<typeof slashCommand>;

/** What a command is run with: the words after its name, and who runs it. */
export interface Invocation {
  spine: Spine;
  words: string[];
  /** The same words as they were written, line breaks and all. */
  text: string;
  person: Person;
  /** Slack's id of whoever runs it, and the channel that they do it in. */
  user: string;
  channel: string;
  /** Unique for each time the command is sent, and the same when Slack sends it again. */
  trigger: string;
}

/** The same, before anybody has looked who it is. */
type Uttered = Omit<Invocation, "person"> & { person: Person | null };

export interface Command {
  usage: string;
  help: string;
  role: Role;
  /** How many words it needs. */
  needs: number;
  /** How many it takes at most where it needs none; absent: none either. */
  takes?: number;
  run(invocation: Invocation): Promise<Mrkdwn>;
}

/** Commands by their name. The help is made of this table. */
export type CommandTable = Readonly<Record<string, Command>>;

/** What somebody has typed: the first word, the command of that name if there is one, and what it would be run with. */
export function readCommand(
  spine: Spine,
  table: CommandTable,
  { text, user_id, channel_id, trigger_id }: SlashCommand,
): { name: string; command: Command | undefined; invocation: Uttered } {
  const [, name = "", rest = ""] = /^\s*(\S*)\s*([^]*?)\s*$/.exec(text) ?? [];
  return {
    name,
    command: lookUp(table, name),
    invocation: {
      spine,
      words: rest === "" ? [] : rest.split(/\s+/),
      text: rest,
      person: personBySlack(spine.settings.PEOPLE, user_id),
      user: user_id,
      channel: channel_id,
      trigger: trigger_id,
    },
  };
}

/** Runs a command for somebody who may, with as many words as it needs. */
export async function runCommand(slash: string, command: Command, uttered: Uttered): Promise<Mrkdwn> {
  const { role, needs, usage } = command;
  const { person } = uttered;
  if (person === null || !hasRole(person, role))
    return mrkdwn`:no_entry: This needs the role ${role}, and you are ${person?.role ?? "not on the list of people"}.`;
  if (uttered.words.length < needs) return mrkdwn`Like this: ${code(`${slash} ${usage}`)}`;
  try {
    return await command.run({ ...uttered, person });
  } catch (error) {
    // What can be put right by whoever asks is told to them, where they asked.
    if (error instanceof SignalboxError && httpStatus(error.code) < 500) return didNotCount(error.message);
    throw error;
  }
}

/** A line for each command of the table. */
export function helpOf(slash: string, table: CommandTable): Mrkdwn[] {
  return [
    ...Object.values(table).map(
      ({ usage, help, role }) => mrkdwn`${code(`${slash} ${usage}`)} ${help} (${role}s)`,
    ),
    mrkdwn`${code(`${slash} help`)} shows this`,
  ];
}

/** A refusal in the words of whoever refuses; null: it is done. */
export function answer(refusal: string | null): Mrkdwn {
  return refusal === null ? mrkdwn`:white_check_mark: Done.` : didNotCount(refusal);
}

export function didNotCount(reason: string): Mrkdwn {
  return mrkdwn`:no_entry: That did not count: ${reason}.`;
}

/** An answer that only its caller sees. */
export function whisper(words: Mrkdwn): Response {
  return Response.json({ response_type: "ephemeral", text: textOf(words) });
}
