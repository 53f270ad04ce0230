import { type Meaning, meaningOf, type ServiceAnswers, tokenRefusal } from "../domain/answers.ts";

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

/** Whether it is our key that Claude's API doesn't take, whatever is asked. */
export function claudeRefusesKey(status: number): boolean {
  return tokenRefusal(claudeAnswers, { status, code: undefined }).token === true;
}
