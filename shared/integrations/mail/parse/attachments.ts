import type { Attachment, Email } from "postal-mime";
import type { ReceivedMail } from "../../../domain/received-mail.ts";
import { visibleLine } from "../../../platform/visible.ts";
import { tidy } from "./mail-text.ts";
import { wellFormed } from "../../../platform/well-formed.ts";

const most = 30;
const longestName = 150;

/** So much of one text is read, and of all together. Characters. */
const longestText = 20_000;
const longestTogether = 60_000;

const textTypes = /^(?:text\/(?:plain|markdown|x-markdown|csv)|application\/csv)$/;
const textNames = /\.(?:txt|md|markdown|csv)$/i;

/**
 * What was attached: names, types and sizes, and of texts what they say, as far as there is room. Everything else is dropped, and said
 * to be.
 */
export function attachmentsOf(email: Email | null): {
  attachments: ReceivedMail["attachments"];
  notes: string[];
} {
  const all = email?.attachments ?? [];
  const notes: string[] = [];
  let room = longestTogether;
  const attachments = all.slice(0, most).map((one) => {
    const [name, type] = [nameOf(one), typeOf(one)];
    const bytes = typeof one.content === "string" ? one.content.length : one.content.byteLength;
    const said = wordsOf(one, name, type);
    if (said === null || room === 0) return { name, type, bytes };
    const text = said.slice(0, Math.min(longestText, room)).replace(/[\ud800-\udbff]$/, "");
    if (text.length < said.length) notes.push(`${name} was read to its first ${text.length} characters`);
    room -= text.length;
    return { name, type, bytes, text };
  });
  if (all.length > most) notes.push(`of ${all.length} attachments ${most} are named`);
  const isAllRead = all.length <= most && attachments.every((one) => one.text !== undefined);
  if (!isAllRead) notes.push("attachments that are no texts are in the mailbox and were not read");
  return { attachments, notes };
}

function typeOf({ mimeType }: Attachment): string {
  const type = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.exec(mimeType)?.[0].toLowerCase();
  return type ?? "application/octet-stream";
}

/** What an attachment says as a text; null: it is none, whatever it calls itself. */
function wordsOf({ content }: Attachment, name: string, type: string): string | null {
  const isNamedText = textNames.test(name) && /^(?:text\/|application\/octet-stream$)/.test(type);
  if (!textTypes.test(type) && !isNamedText) return null;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
  // What is behind it doesn't count, so a letter that is cut in half at the end doesn't either.
  const decoded = new TextDecoder().decode(bytes.subarray(0, longestText * 4));
  const strange = decoded.split("\0").length + decoded.split("\ufffd").length - 2;
  const text = tidy(decoded);
  return strange > 1 + decoded.length / 100 || text === "" ? null : text;
}

/** The last part of a path, so that no name leads out of a folder that somebody saves it in. */
function nameOf({ filename }: Attachment): string {
  const name =
    visibleLine(wellFormed(filename ?? ""))
      .split(/[\\/]/)
      .at(-1)
      ?.trim() ?? "";
  return name === "" || /^\.+$/.test(name) ? "unnamed" : name.slice(0, longestName);
}
