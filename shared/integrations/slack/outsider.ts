import type { MessageEvent } from "./schema.ts";

/**
 * Why somebody in a channel is not of our workspace; null for who is. Through Slack Connect other organisations write in
 * our channels, and guests are let into some: neither asks us for anything.
 * @param home the workspace that we are in; absent: Slack hasn't said.
 */
export function outsider(event: MessageEvent, home: string | undefined): string | null {
  const { user_team, source_team, user_profile: profile } = event;
  const team = user_team ?? source_team ?? profile?.team;
  if (team && home && team !== home) return `somebody of another organisation (${team}) wrote it`;
  if (profile?.is_stranger) return "a stranger to our workspace wrote it";
  return profile?.is_restricted || profile?.is_ultra_restricted ? "a guest wrote it" : null;
}
