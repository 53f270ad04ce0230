import { decode } from "../../../../platform/decode.ts";
import type { DocumentReader } from "../document-reader.ts";
import {
  isSlackName,
  slackDay,
  slackDayOf,
  slackMessages,
  type SlackMessage,
  slackUsers,
  usersName,
  wordsOf,
} from "../slack-form.ts";
import { TextWriter } from "../text-writer.ts";
import { isPacked, unpack } from "../unpack.ts";

/** A Slack export: a day of a channel, or a ZIP of many with who its people are. */
export const slack: DocumentReader = {
  label: "Slack export",
  read({ bytes }) {
    const writer = new TextWriter();
    const notes: string[] = [];
    if (isPacked(bytes))
      writeExport(
        writer,
        unpack(bytes, (name) => isSlackName(name) || usersName.test(name)),
        notes,
      );
    else writeMessages(writer, slackDay.parse(parsed(decode(bytes))), new Map());
    return { document: writer.document(), pages: null, notes, attachments: [] };
  },
};

function writeExport(writer: TextWriter, files: ReadonlyMap<string, string>, notes: string[]): void {
  const [users] = [...files].flatMap(([name, text]) => (usersName.test(name) ? [text] : []));
  const people = namesBy(users === undefined ? [] : parsed(users));
  const days = [...files].flatMap(([name, text]) => {
    const day = slackDayOf(name);
    return day === null ? [] : [{ ...day, name, text }];
  });
  let unknown = 0;
  for (const { channel, day, text } of days.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))) {
    const { messages, others } = slackMessages(parsed(text));
    unknown += others;
    if (messages.length === 0) continue;
    writer.gap().mark({ speaker: null, at: day }).lines(`#${channel}, ${day}`);
    writeMessages(writer, messages, people);
  }
  if (unknown > 0) notes.push(`${unknown} entries that are no messages were left out`);
}

const key = ({ channel, day }: { channel: string; day: string }): string => `${channel} ${day}`;

/** A file that isn't JSON has no messages. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return [null];
  }
}

function namesBy(users: unknown): Map<string, string> {
  const { data = [] } = slackUsers.safeParse(users);
  return new Map(
    data.map(({ id, name, real_name: real, profile }) => [
      id,
      profile?.display_name || profile?.real_name || real || name || id,
    ]),
  );
}

function writeMessages(
  writer: TextWriter,
  messages: readonly SlackMessage[],
  people: ReadonlyMap<string, string>,
): void {
  for (const message of messages.toSorted((a, b) => Number(a.ts) - Number(b.ts))) {
    const text = readable(wordsOf(message), people);
    const files = (message.files ?? []).map(({ name }) => `[file: ${name ?? "unnamed"}]`);
    const words = [text, ...files].filter((one) => one !== "").join(" ");
    if (words === "") continue;
    const speaker = speakerOf(message, people);
    writer.mark({ speaker, at: new Date(Math.min(Number(message.ts), 8e12) * 1000).toISOString() });
    writer.lines(`${speaker}: ${words}`);
  }
}

function speakerOf(
  { user, username, user_profile: profile }: SlackMessage,
  people: ReadonlyMap<string, string>,
): string {
  const known = user === undefined ? undefined : people.get(user);
  const name = known ?? (profile?.display_name || profile?.real_name || username || user || "unknown");
  return name.replaceAll(/\s+/g, " ").trim();
}

/** Slack's own signs as people read them: <@U012>, <#C012|launch>, <https://…|here>. */
function readable(text: string, people: ReadonlyMap<string, string>): string {
  return text
    .replaceAll(
      /<([@#!]?)([^<>|]{1,2000})(?:\|([^<>]{0,500}))?>/g,
      (_all, sign: string, target: string, label?: string) => {
        if (sign === "@") return `@${label || (people.get(target) ?? target)}`;
        if (sign === "#") return `#${label || target}`;
        if (sign === "!") return `@${label || target}`;
        return label === undefined || label === "" || label === target ? target : `${label} (${target})`;
      },
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}
