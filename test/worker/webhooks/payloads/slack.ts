import type { Payload } from "./payload.ts";

export const home = "T0SANDBOX";
const bot = "U0SIGNALBOX";
let count = 0;

const event = (
  name: string,
  type: string,
  over: object,
  becomes: Payload["becomes"],
  row: object = {},
): Payload => ({
  name,
  payload: {
    token: "deprecated",
    team_id: home,
    api_app_id: "A1",
    event: { type, event_ts: "1790000000.000100", ...over },
    type: "event_callback",
    event_id: `Ev0PAYLOAD${++count}`,
    event_time: 1_790_000_000,
    authorizations: [
      { enterprise_id: null, team_id: home, user_id: bot, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: "4-x",
  },
  becomes,
  row,
});

let second = 1_790_000_000;
const at = () => `${++second}.000100`;
export const said = (text: string, over: object = {}) => ({
  user: "U0PRIYA",
  text,
  ts: at(),
  channel: "C0CONTENT",
  channel_type: "channel",
  team: home,
  user_team: home,
  source_team: home,
  client_msg_id: crypto.randomUUID(),
  blocks: [
    {
      type: "rich_text",
      block_id: "b",
      elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
    },
  ],
  ...over,
});
const answer = (text: string, over: object = {}) =>
  said(text, { thread_ts: "1789999999.000100", parent_user_id: bot, ...over });
const file = {
  id: "F1",
  name: "Fehler.png",
  title: "Größe — 値",
  mimetype: "image/png",
  permalink: "https://acme.slack.com/files/F1",
  size: 3,
};

const mention = (name: string, text: string, read: string): Payload =>
  event(name, "app_mention", said(`<@${bot}> ${text}`), "queued", {
    kind: "slack.mention",
    body: { text: read, user: "U0PRIYA" },
  });

/** Changes of a channel and its messages that arrive as messages. */
const noWords = [
  "bot_add",
  "bot_message",
  "bot_remove",
  "channel_archive",
  "channel_canvas_updated",
  "channel_convert_to_private",
  "channel_join",
  "channel_leave",
  "channel_name",
  "channel_posting_permissions",
  "channel_purpose",
  "channel_topic",
  "channel_unarchive",
  "document_mention",
  "ekm_access_denied",
  "file_comment",
  "group_archive",
  "group_join",
  "group_leave",
  "huddle_thread",
  "message_changed",
  "message_replied",
  "pinned_item",
  "reminder_add",
  "reply_broadcast",
  "tombstone",
  "unpinned_item",
];
/** Events of the workspace that aren't messages. */
const unread = [
  "app_home_opened",
  "app_uninstalled",
  "channel_archive",
  "channel_deleted",
  "channel_id_changed",
  "channel_left",
  "channel_rename",
  "emoji_changed",
  "file_shared",
  "link_shared",
  "member_joined_channel",
  "reaction_added",
  "team_join",
  "tokens_revoked",
  "user_change",
];

/** What Slack's Events API sends (docs.slack.dev/reference/events). */
export const ofSlackEvents: readonly Payload[] = [
  mention(
    "a mention with entities",
    "write about a &lt;b&gt; &amp; c &amp;lt; d",
    "write about a <b> & c &lt; d",
  ),
  mention(
    "a mention with people, channels and links",
    "ask <@U0MAYA|maya> in <#C1|general> of <https://x.example/?a=1&amp;b=2|the docs>",
    "ask @maya in #general of the docs (https://x.example/?a=1&b=2)",
  ),
  mention("a mention in all scripts", "écris « 値 » שלום 👩‍👩‍👧‍👦 e\u0301", "écris « 値 » שלום 👩‍👩‍👧‍👦 e\u0301"),
  event("a mention with half a character", "app_mention", said(`<@${bot}> cut \ud83d`), "queued", {
    kind: "slack.mention",
  }),
  event(
    "a mention without words, with a file",
    "app_mention",
    said(`<@${bot}>`, { files: [file, null, {}], upload: false }),
    "queued",
    {
      body: { text: "[file: Größe — 値 https://acme.slack.com/files/F1]\n[file]\n[file]" },
    },
  ),
  event(
    "a mention by a guest",
    "app_mention",
    said(`<@${bot}> hello`, { user_profile: { is_ultra_restricted: true, team: home } }),
    "dropped",
  ),
  event(
    "a mention by another company",
    "app_mention",
    said(`<@${bot}> hello`, { user_team: "T0OTHER", source_team: "T0OTHER" }),
    "dropped",
    { provenance: "external" },
  ),
  event("an answer in a thread", "message", answer("platform engineers &amp; friends"), "queued", {
    body: { reply: true, text: "platform engineers & friends" },
  }),
  event(
    "an answer with a file",
    "message",
    answer("like this", { subtype: "file_share", files: [file] }),
    "queued",
    { body: { text: "like this\n[file: Größe — 値 https://acme.slack.com/files/F1]" } },
  ),
  event(
    "an answer for the channel too",
    "message",
    answer("yes", { subtype: "thread_broadcast", root: said("x") }),
    "queued",
    { body: { reply: true } },
  ),
  event("an answer as an action", "message", answer("nods", { subtype: "me_message" }), "queued", {
    body: { text: "nods" },
  }),
  event(
    "an answer by a bot",
    "message",
    answer("beep", { bot_id: "B1", bot_profile: { id: "B1" }, app_id: "A2" }),
    "dropped",
    { reason: "written by a bot" },
  ),
  event("words that nobody means us by", "message", said("good morning"), "dropped", {
    reason: "neither a mention nor an answer in a thread",
  }),
  event("what we have said ourselves", "message", said("done", { user: bot, bot_id: "B0" }), "ignored"),
  event(
    "a message that is deleted",
    "message",
    {
      subtype: "message_deleted",
      hidden: true,
      channel: "C0CONTENT",
      ts: at(),
      deleted_ts: at(),
      previous_message: said("x"),
    },
    "dropped",
  ),
  ...noWords.map((subtype) =>
    event(
      `a message, ${subtype}`,
      "message",
      {
        subtype,
        hidden: true,
        channel: "C0CONTENT",
        ts: at(),
        message: said("x"),
        previous_message: said("y"),
        bot_id: "B1",
        text: "",
      },
      "dropped",
      {
        reason: `not a new message (${subtype})`,
      },
    ),
  ),
  ...unread.map((type) =>
    event(
      type,
      type,
      { channel: { id: "C1", name: "größe" }, user: null, item: { type: "message" } },
      "ignored",
      { reason: `nothing is read from ${type}` },
    ),
  ),
];
