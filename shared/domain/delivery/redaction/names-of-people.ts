import type { DocumentMark } from "../read-document.ts";

/** A document, as far as people's names are looked for in it. */
export interface Spoken {
  text: string;
  marks: readonly DocumentMark[];
}

/** Those who speak without a name. */
const roles =
  /^(?:(?:unknown|unnamed|speaker|participant|person|attendee|caller|guest|host|moderator|interviewer|interviewee|agent|customer|client|user|assistant|bot|system|admin|support|team|all|everyone|everybody|nobody)[\s\d#._-]*)+$/i;
const head = /^(?:From|To|Cc|Bcc|Reply-To): (.+)$/;
const withAddress =
  /((?:\p{Lu}[\p{L}'’.-]{0,40} ){0,4}\p{Lu}[\p{L}'’.-]{0,40})["']? ?<(?:mailto:)?[^<>\s@]{1,64}@[^<>\s]{1,255}>/gu;

/** Who speaks in transcripts and chats, and whom mails are from and to, in the order of their first mention; each once, as they are called there. */
export function namesOfPeople(documents: readonly Spoken[]): string[] {
  const names = new Map<string, string>();
  for (const { text, marks } of documents)
    for (const said of [
      ...headers(text),
      ...addressed(text),
      ...marks.flatMap(({ speaker }) => speaker ?? []),
    ])
      for (const name of nameIn(said)) if (!names.has(keyOf(name))) names.set(keyOf(name), name);
  return [...names.values()];
}

/** Names in the head of a mail: the lines before its first empty one. */
function headers(text: string): string[] {
  if (!text.startsWith("From: ")) return [];
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, end < 0 ? undefined : end).split("\n");
  return lines.flatMap((line) => head.exec(line)?.[1]?.split(/[,;]/) ?? []);
}

/** Names that stand before an address, wherever: "Jonas Weber <jonas@example.com>". */
function addressed(text: string): string[] {
  return Array.from(text.matchAll(withAddress), ([, name = ""]) => name);
}

function nameIn(said: string): string[] {
  const name = said
    .replace(/<[^<>]*>?/g, " ")
    .replaceAll(/\([^()]*\)/g, " ")
    .replaceAll(/[\s"'>*_|[\]]+/g, " ")
    .trim();
  const isOne = /\p{L}{2}/u.test(name) && name.length <= 60 && !name.includes("@") && !roles.test(name);
  return isOne && name.split(" ").length <= 6 ? [name] : [];
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, " ");
}
