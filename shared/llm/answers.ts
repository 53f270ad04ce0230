import { type Meaning, meaningOf, type ServiceAnswers } from "../domain/answers.ts";

/** What Claude's statuses say (platform.claude.com/docs/en/api/errors). A question changes nothing: it may be asked again. */
const claudeAnswers: ServiceAnswers = {
  name: "Claude",
  door: "anthropic",
  statuses: { "408": "down", "409": "down", "429": "limited", "529": "limited" },
};

/** What a status of Claude's API says of a question. */
export function claudeMeans(status: number): Meaning {
  return meaningOf(claudeAnswers, { status, isOwn: true, isRead: true });
}
