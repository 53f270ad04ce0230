import { channelProblem } from "../../../parts/draft/channel-field.tsx";

/** What somebody says of a bug on the form. */
export interface ReportDraft {
  title: string;
  text: string;
  /** Empty: the crew finds it. */
  repository: string;
  channel: string;
  onceKey: string;
}

export const blankReport = (onceKey: string): ReportDraft => ({
  title: "",
  text: "",
  repository: "",
  channel: "",
  onceKey,
});

/** What keeps a report from being sent, by field; empty when nothing does. */
export function reportProblems({ title, channel }: ReportDraft): { title?: string; channel?: string } {
  return {
    ...(title.trim() === "" ? { title: "Say in a line what is wrong" } : {}),
    ...channelProblem(channel),
  };
}
