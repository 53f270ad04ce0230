import { sandbox } from "./slack.ts";

/** A bot for a meeting that is told from others by its mark. */
export function botFor(mark: string, over: object = {}): Record<string, unknown> {
  return {
    title: `Standup ${mark}`,
    url: `https://meet.example/${mark}`,
    startsAt: null,
    minutes: 30,
    attendees: [],
    told: "the invitation says that it is recorded",
    ...over,
  };
}

export interface SandboxBot {
  id: string;
  meetingUrl: string;
  joinAt: string | null;
  retentionHours: number | null;
  announcement: string | null;
}

/** The bots that Recall has for such a meeting. */
export async function botsAt(mark: string): Promise<SandboxBot[]> {
  const { bots } = await sandbox<{ bots: SandboxBot[] }>("/recall/_people/bots");
  return bots.filter(({ meetingUrl }) => meetingUrl.endsWith(`/${mark}`));
}
