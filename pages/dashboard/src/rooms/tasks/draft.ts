/** What somebody has written on the form, and the key under which it counts once however often it is sent. */
export interface Draft {
  text: string;
  project: string;
  channel: string;
  onceKey: string;
}

/** A draft as it was kept; null when there is none, or none of this form. */
export function draftFrom(kept: string | null): Draft | null {
  if (kept === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(kept);
  } catch {
    // Whatever else has written there: it is no draft.
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const members = new Map<string, unknown>(Object.entries(value));
  const [text, project, channel, onceKey] = ["text", "project", "channel", "onceKey"].map((name) =>
    members.get(name),
  );
  return typeof text === "string" &&
    typeof project === "string" &&
    typeof channel === "string" &&
    typeof onceKey === "string"
    ? { text, project, channel, onceKey }
    : null;
}

/** What keeps a draft from being sent, by field; empty when nothing does. */
export function problemsOf({ text, channel }: Draft): { text?: string; channel?: string } {
  return {
    ...(text.trim() === "" ? { text: "Say what you want" } : {}),
    ...(channel.trim() === "" || /^[CGD][A-Z0-9]+$/.test(channel.trim())
      ? {}
      : { channel: "A channel's id, such as C012AB3CD; Slack shows it at the end of the channel's details" }),
  };
}
