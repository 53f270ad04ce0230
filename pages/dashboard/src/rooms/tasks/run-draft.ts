/** What somebody asks for on the form. */
export interface RunDraft {
  text: string;
  project: string;
  channel: string;
  onceKey: string;
}

export const blankRun = (onceKey: string): RunDraft => ({
  text: "",
  project: "default",
  channel: "",
  onceKey,
});

/** What keeps a draft from being sent, by field; empty when nothing does. */
export function runProblems({ text, channel }: RunDraft): { text?: string; channel?: string } {
  return {
    ...(text.trim() === "" ? { text: "Say what you want" } : {}),
    ...(channel.trim() === "" || /^[CGD][A-Z0-9]+$/.test(channel.trim())
      ? {}
      : { channel: "A channel's id, such as C012AB3CD; Slack shows it at the end of the channel's details" }),
  };
}
