/** Where conferences take place: whole names, or what they end with. */
const services = [
  "zoom.us",
  "zoomgov.com",
  "meet.google.com",
  "teams.microsoft.com",
  "teams.live.com",
  "teams.microsoft.us",
  "webex.com",
];

/** Paths of these hosts that are no meeting: help, and places to call in by telephone. */
const noMeeting = /^\/?(?:$|meetingoptions|dl\/launcher|u\/|zoomconference|tel|support|learn|downloads?\b)/i;

/**
 * The first address of a conference in texts, looked through in their order; null: there is none. Only hosts of conferencing services
 * that are known count, and those that a team names: whatever else an invitation links to, no bot goes there.
 * @param hosts the team's own, each with all below it
 */
export function meetingLink(texts: readonly string[], hosts: readonly string[]): string | null {
  const known = [...services, ...hosts];
  for (const text of texts)
    for (const [found] of text.matchAll(/https:\/\/[^\s<>"'\\)\]]{1,1900}/gi)) {
      const address = found.replace(/[.,;:!?]+$/, "");
      if (!URL.canParse(address)) continue;
      const url = new URL(address);
      const isKnown = known.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
      const isPlain = url.username === "" && url.password === "" && url.port === "";
      if (isKnown && isPlain && !noMeeting.test(url.pathname.slice(1))) return url.href;
    }
  return null;
}
