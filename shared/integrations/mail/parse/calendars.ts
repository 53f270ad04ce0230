import type { Attachment, Email } from "postal-mime";

/** A calendar's part of a mail. */
export interface CalendarPart {
  text: string;
  /** The mail is the calendar's own (RFC 6047), rather than one with a file. */
  isOwn: boolean;
}

/** An invitation of hundreds of people has some 100 KB. Characters. */
const longest = 300_000;
const most = 3;

/** The parts that calendars read: of the kind that is theirs, or files with their name. */
export function calendarsOf(email: Email | null): CalendarPart[] {
  return (email?.attachments ?? [])
    .filter(isCalendar)
    .slice(0, most)
    .flatMap((one) => {
      const text = typeof one.content === "string" ? one.content : new TextDecoder().decode(one.content);
      return text.length > longest
        ? []
        : [{ text, isOwn: one.mimeType.toLowerCase() === "text/calendar" && one.method !== undefined }];
    });
}

function isCalendar({ mimeType, filename }: Attachment): boolean {
  const type = mimeType.toLowerCase();
  if (type === "text/calendar" || type === "application/ics") return true;
  return type === "application/octet-stream" && /\.ics$/i.test(filename ?? "");
}
