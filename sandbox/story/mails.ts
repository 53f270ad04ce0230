import type { StoryCalendar } from "./calendar.ts";
import type { StoryMail } from "./events.ts";
import { cast, type CastName, type StoryPerson } from "./people.ts";
import type { Stranger, Thread, WrittenMail } from "./thread.ts";

/** A thread's mails as they lie in the mailbox: with signatures, with what they answer below them, with copies to the project. */
export function mailsOf(calendar: StoryCalendar, thread: Thread): StoryMail[] {
  const all: StoryMail[] = [];
  for (const [index, written] of thread.mails.entries()) {
    const sender = personOf(written.from);
    const to: string[] = written.to.map((name) => cast[name].address);
    const cc: string[] = (written.cc ?? []).map((name) => cast[name].address);
    if (![...to, ...cc].includes(cast.atlas.address)) cc.push(cast.atlas.address);
    const at = calendar.at(written.day, written.time);
    const before = all.at(-1);
    const own = [calendar.fill(written.text), sender.signature].filter((part) => part !== "").join("\n\n");
    all.push({
      kind: "mail",
      id: `${thread.id}-${index + 1}`,
      at,
      sentAt: written.written ? calendar.at(written.written.day, written.written.time) : at,
      from: { name: sender.name, address: sender.address },
      to,
      cc,
      subject: calendar.fill(subjectOf(thread, written, index)),
      text: before && written.quotes !== false ? `${own}\n\n${quoted(before, sender)}` : own,
      html: written.html ?? null,
      conversation: thread.id,
      attachments: [...(written.attachments ?? [])],
    });
  }
  return all;
}

function subjectOf({ subject }: Thread, written: WrittenMail, index: number): string {
  if (written.subject !== undefined) return written.subject;
  return index === 0 || /^(?:re|fw): /i.test(subject) ? subject : `RE: ${subject}`;
}

/** As Outlook writes it, in the language of whoever answers. */
function quoted(before: StoryMail, { language }: StoryPerson): string {
  const german = language === "de";
  const sent = new Intl.DateTimeFormat(german ? "de-DE" : "en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: "Europe/Berlin",
  }).format(before.at);
  const [from, when, subject] = german ? ["Von", "Gesendet", "Betreff"] : ["From", "Sent", "Subject"];
  return `________________________________
${from}: ${before.from.name} <${before.from.address}>
${when}: ${sent}
${subject}: ${before.subject}

${before.text}`;
}

function personOf(who: CastName | Stranger): StoryPerson {
  return typeof who === "string" ? cast[who] : { ...who, signature: "", language: "en" };
}
