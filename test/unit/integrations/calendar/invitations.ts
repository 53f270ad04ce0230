/** Lines of a calendar as they come in a mail. */
export const ics = (...lines: string[]): string => [...lines, ""].join("\r\n");

/** An invitation as Google's calendar writes it: UTC where it recurs not, and its conference in a field of its own. */
export const google = (
  over: { sequence?: number; method?: string; times?: string[]; more?: string[] } = {},
) =>
  ics(
    "BEGIN:VCALENDAR",
    "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
    "VERSION:2.0",
    "CALSCALE:GREGORIAN",
    `METHOD:${over.method ?? "REQUEST"}`,
    "BEGIN:VEVENT",
    ...(over.times ?? ["DTSTART:20261202T100000Z", "DTEND:20261202T104500Z"]),
    "DTSTAMP:20261128T080000Z",
    "ORGANIZER;CN=Maya Ortiz:mailto:maya@signalbox.example",
    "UID:4k3j2h1g@google.com",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
    " ;CN=Priya Shah;X-NUM-GUESTS=0:mailto:priya@client.example",
    "ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:room-4@resource.calendar.google.com",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;RSVP=TRUE;CN=crew@signalbox.exa",
    " mple:mailto:crew@signalbox.example",
    "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij",
    "DESCRIPTION:The week.\\nThis call is recorded\\, so that notes can be writ",
    " ten.\\n\\nDocs: https://drive.example/plan",
    `SEQUENCE:${over.sequence ?? 0}`,
    "STATUS:CONFIRMED",
    "SUMMARY:Weekly with the client",
    ...(over.more ?? []),
    "END:VEVENT",
    "END:VCALENDAR",
  );

/** As Outlook writes it: zones by Windows' names, described beside, and Teams in a field of Microsoft's. */
export const outlook = (more: string[] = [], zone = "W. Europe Standard Time") =>
  ics(
    "BEGIN:VCALENDAR",
    "METHOD:REQUEST",
    "PRODID:Microsoft Exchange Server 2010",
    "VERSION:2.0",
    "BEGIN:VTIMEZONE",
    `TZID:${zone}`,
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
    "BEGIN:VEVENT",
    'ORGANIZER;CN=Maya Ortiz;SENT-BY="mailto:desk@signalbox.example":mailto:Maya@signalbox.example',
    'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Shah, Priya; CTO":mailto:priya@client.example',
    "DESCRIPTION;LANGUAGE=en-US:\\n________________\\nMicrosoft Teams meeting\\nJoin:",
    "  https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d\\n",
    "UID:040000008200E00074C5B7101A82E008",
    "SUMMARY;LANGUAGE=en-US:Planning",
    `DTSTART;TZID=${zone}:20260323T100000`,
    `DTEND;TZID=${zone}:20260323T110000`,
    "SEQUENCE:3",
    "LOCATION;LANGUAGE=en-US:Microsoft Teams Meeting",
    "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3a",
    " meeting_y/0?context=%7b%7d",
    ...more,
    "END:VEVENT",
    "END:VCALENDAR",
  );

/** As Apple's calendar writes it: IANA's zones, a location of two lines. */
export const apple = (start: string) =>
  ics(
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Apple Inc.//macOS 15.1//EN",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "UID:0E3A-77",
    start,
    "DURATION:PT1H30M",
    "SUMMARY:Retro",
    "LOCATION:Room 2\\nhttps://acme.webex.com/meet/maya",
    "URL;VALUE=URI:https://wiki.example/retro",
    "ORGANIZER:MAILTO:maya@signalbox.example",
    "SEQUENCE:1",
    "END:VEVENT",
    "END:VCALENDAR",
  );

/** As Zoom's file has it: no organizer, and everything in the description. */
export const zoom = ics(
  "BEGIN:VCALENDAR",
  "PRODID:-//zoom.us//iCalendar Event//EN",
  "VERSION:2.0",
  "METHOD:PUBLISH",
  "BEGIN:VEVENT",
  "DTSTAMP:20261128T080000Z",
  "DTSTART;TZID=America/New_York:20261202T100000",
  "DTEND;TZID=America/New_York:20261202T103000",
  "SUMMARY:Demo",
  "UID:ZOOM8812",
  "DESCRIPTION:Maya is inviting you to a scheduled Zoom meeting.\\n\\nSupport: https:",
  " //zoom.us/support\\nJoin Zoom Meeting\\nhttps://us02web.zoom.us/j/8812?pwd=abc.1\\n",
  "LOCATION:https://us02web.zoom.us/j/8812?pwd=abc.1",
  "END:VEVENT",
  "END:VCALENDAR",
);
