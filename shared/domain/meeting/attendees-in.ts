import { type Attendee, attendeeSchema, mostAttendees } from "./meeting.ts";

/** Attendees as people write them, a line each: `Maya Ortiz <maya@example.com>`, or a name alone. `problem`: what is wrong, naming the line. */
export function attendeesIn(
  text: string,
): { attendees: Attendee[]; problem: null } | { attendees: null; problem: string } {
  const lines = text.split(/[\n;]/).flatMap((line) => line.trim() || []);
  if (lines.length > mostAttendees)
    return { attendees: null, problem: `at most ${mostAttendees} attendees are kept, not ${lines.length}` };
  const attendees: Attendee[] = [];
  for (const line of lines) {
    const [, name = "", address = null] = /^(.*?)\s*<?([^\s<>]+@[^\s<>]+)?>?$/.exec(line) ?? [];
    const { data } = attendeeSchema.safeParse({ name: name || address, email: address });
    if (data === undefined || /[<>@]/.test(name))
      return { attendees: null, problem: `"${line.slice(0, 100)}" is no attendee: write Name <address>` };
    attendees.push(data);
  }
  return { attendees, problem: null };
}
