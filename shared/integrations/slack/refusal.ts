/** What is in a message's way: itself as it is, what it rewrites or answers, its channel, or that the app may do nothing. */
type Trouble = "form" | "message" | "thread" | "channel" | "access";

/** Why Slack doesn't take a message, in words for people. */
export interface Refusal {
  trouble: Trouble;
  reason: string;
  /** What to do about it. */
  mend: string;
}

const token = "Install the app in the workspace again and put its new token into SLACK_BOT_TOKEN.";
const scope =
  "Give the app the scopes chat:write, channels:history and groups:history, and install it again.";
const other = "or name another channel in the rules";
const allow = `Have an administrator of the workspace let the app write there, ${other}.`;
const report = "Nothing at your end: this message is not as Slack wants it, and should be reported as a bug.";

/** Slack's errors (docs.slack.dev/reference/methods/chat.postMessage and chat.update) by what they mean for a message of ours. */
const refusals: Readonly<Record<string, readonly [Trouble, reason: string, mend: string]>> = {
  is_archived: ["channel", "the channel is archived", `Unarchive the channel, ${other}.`],
  is_inactive: ["channel", "the channel is archived or deleted", `Unarchive the channel, ${other}.`],
  channel_not_found: [
    "channel",
    "there is no such channel, or the app is not in it",
    `Invite the app to the channel, ${other}.`,
  ],
  not_in_channel: ["channel", "the app is not in the channel", `Invite the app to the channel, ${other}.`],
  restricted_action: ["channel", "the workspace keeps the app from writing there", allow],
  restricted_action_read_only_channel: ["channel", "the channel can only be read", allow],
  restricted_action_thread_only_channel: ["channel", "the channel takes answers in threads alone", allow],
  restricted_action_non_threadable_channel: ["thread", "the channel has no threads", allow],
  restricted_action_thread_locked: ["thread", "the thread is locked", "Unlock the thread."],
  channel_type_not_supported: [
    "channel",
    "nothing can be written in such a channel",
    `Name another channel in the rules.`,
  ],
  messages_tab_disabled: [
    "channel",
    "the app takes no direct messages",
    `Switch on the messages tab of the app's home, ${other}.`,
  ],
  cannot_dm_bot: ["channel", "it is a bot's own channel", "Name another channel in the rules."],
  user_not_found: ["channel", "there is nobody by that id", "Mend the person's id in PEOPLE."],
  user_disabled: ["channel", "the person's account is closed", `Take the person off the list, ${other}.`],
  is_deleted: ["channel", "the channel is deleted", "Name another channel in the rules."],
  thread_not_found: ["thread", "the thread is deleted", "Nothing: it is told outside of the thread."],
  cannot_reply_to_message: ["thread", "the thread is deleted", "Nothing: it is told outside of the thread."],
  message_not_found: ["message", "the message is deleted", "Nothing: it is told anew."],
  cant_update_message: ["message", "the message can't be changed any more", "Nothing: it is told anew."],
  edit_window_closed: ["message", "the message can't be changed any more", "Nothing: it is told anew."],
  msg_too_long: ["form", "the message is too long", report],
  msg_blocks_too_long: ["form", "the message is too long", report],
  invalid_blocks: ["form", "the message is not as Slack wants it", report],
  invalid_blocks_format: ["form", "the message is not as Slack wants it", report],
  block_mismatch: ["form", "the message is not as Slack wants it", report],
  no_text: ["form", "the message says nothing", report],
  too_many_attachments: ["form", "the message is too long", report],
  metadata_too_large: ["form", "the message is too long", report],
  invalid_arguments: ["form", "the message is not as Slack wants it", report],
  not_allowed_token_type: ["access", "the token is of another kind than a bot's", token],
  access_denied: ["access", "the workspace keeps the app out", allow],
  team_access_not_granted: ["access", "the app is not let into the workspace", allow],
  enterprise_is_restricted: ["access", "the organization keeps the app out", allow],
  ekm_access_denied: ["access", "the organization has taken its keys back", allow],
  two_factor_setup_required: [
    "access",
    "the workspace wants a second factor of who installed the app",
    token,
  ],
  token_revoked: ["access", "the app's token is revoked", token],
  token_expired: ["access", "the app's token has expired", token],
  account_inactive: ["access", "the app is removed from the workspace", token],
  invalid_auth: ["access", "the app's token is not valid", token],
  not_authed: ["access", "the app has no token", token],
  missing_scope: ["access", "the app lacks a scope", scope],
  no_permission: ["access", "the app lacks a scope", scope],
};

const begin = "Slack refused: ";

/** The error of a message that Slack doesn't take: with Slack's own name for it, by which `refusalOf` knows it again. */
export function refused(code: string): string {
  return `${begin}${code}`;
}

/** What an error means for a message of ours; what is not known is told as it is. */
export function refusalOf(error: string): Refusal {
  const at = error.indexOf(begin);
  const code = at < 0 ? "" : (/^[a-z_]+/.exec(error.slice(at + begin.length))?.[0] ?? "");
  const known = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  if (known === undefined)
    return { trouble: "access", reason: error, mend: "Look at the app and its settings in Slack." };
  const [trouble, reason, mend] = known;
  return { trouble, reason: `${reason} (${code})`, mend };
}
