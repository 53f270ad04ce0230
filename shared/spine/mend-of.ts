/** What to do about a refusal, by the words in which services refuse. */
const mends: readonly [kinds: RegExp, refusal: RegExp, mend: string][] = [
  [/^(?:github|pull_request)_/, /lock/i, "Unlock the conversation."],
  [
    /^(?:github|pull_request)_/,
    /401|403|not accessible|permission|forbidden|credentials/i,
    "Give the GitHub App the permission to write issues and pull requests.",
  ],
  [
    /^(?:github|pull_request)_/,
    /404|410|not found|moved/i,
    "See whether it is still there, and whether the GitHub App is installed there.",
  ],
  [/^sentry_/, /401|403|permission|token/i, "Give SENTRY_AUTH_TOKEN the scope event:write."],
  [/^sentry_/, /404|not found/i, "Nothing, if the issue was deleted; else see whether SENTRY_ORG is right."],
  [/^slack_|^notification_/, /./, "Look at the app and its settings in Slack."],
];

/** What a person does so that a kind of action isn't refused again, as a sentence. */
export function mendOf(kind: string, refusal: string): string {
  const known = mends.find(([kinds, words]) => kinds.test(kind) && words.test(refusal));
  return known?.[2] ?? "Look there, and do it by hand if it is still wanted.";
}
