import type { Attachment, Email } from "postal-mime";
import type { ReceivedMail } from "../../../domain/received-mail.ts";
import { visibleLine } from "../../../platform/visible.ts";
import { wellFormed } from "../../../platform/well-formed.ts";

const most = 30;
const longestName = 150;

/** What was attached: names, types and sizes. The things themselves are dropped, and said to be. */
export function attachmentsOf(email: Email | null): {
  attachments: ReceivedMail["attachments"];
  notes: string[];
} {
  const all = email?.attachments ?? [];
  const attachments = all.slice(0, most).map((one) => ({
    name: nameOf(one),
    type:
      /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.exec(one.mimeType)?.[0].toLowerCase() ?? "application/octet-stream",
    bytes: typeof one.content === "string" ? one.content.length : one.content.byteLength,
  }));
  const notes: string[] = [];
  if (all.length > most) notes.push(`of ${all.length} attachments ${most} are named`);
  if (all.length > 0) notes.push("attachments are in the mailbox and were not read");
  return { attachments, notes };
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
