import { home, said } from "./slack.ts";

const person = { id: "U0PRIYA", username: "priya", name: "priya", team_id: home };
const team = { id: home, domain: "acme" };
const view = {
  id: "V1",
  type: "modal",
  callback_id: "another",
  private_metadata: "",
  state: { values: {} },
  hash: "1",
};

/** Interactions in which there is nothing for us. */
export const ofSlackClicks: readonly { type: string; [member: string]: unknown }[] = [
  { type: "shortcut", callback_id: "new", trigger_id: "1.2", user: person, team, action_ts: "1" },
  {
    type: "message_action",
    callback_id: "m",
    trigger_id: "1.2",
    user: person,
    team,
    channel: { id: "C1" },
    message: said("x"),
    response_url: "https://hooks.slack.com/x",
  },
  { type: "view_closed", user: person, team, view, is_cleared: false },
  {
    type: "block_suggestion",
    user: person,
    team,
    action_id: "a",
    block_id: "b",
    value: "Grö",
    container: { type: "view", view_id: "V1" },
  },
  {
    type: "block_actions",
    user: person,
    team,
    trigger_id: "1.2",
    container: { type: "view", view_id: "V1" },
    view,
    actions: [{ type: "button", action_id: "x", block_id: "b", text: {} }],
  },
  { type: "workflow_step_edit", user: person, team, trigger_id: "1.2", workflow_step: {} },
];

/** Clicks on messages that lead nowhere: links are buttons too, and menus have no value. */
export const ofSlackButtons: readonly object[] = [
  {
    type: "button",
    action_id: "open",
    block_id: "b",
    url: "https://x.example",
    text: { type: "plain_text", text: "Öffnen" },
  },
  { type: "static_select", action_id: "menu", block_id: "b", selected_option: { value: "1", text: {} } },
  { type: "overflow", action_id: "more", block_id: "b", selected_option: { value: "1", text: {} } },
  { type: "datepicker", action_id: "day", block_id: "b", selected_date: null },
].map((action) => ({
  type: "block_actions",
  user: person,
  team,
  api_app_id: "A1",
  enterprise: null,
  container: { type: "message", message_ts: "1.2", channel_id: "C0CONTENT", is_ephemeral: false },
  trigger_id: "1.2",
  channel: { id: "C0CONTENT", name: "content" },
  message: { ts: "1.2", text: "x" },
  response_url: "https://hooks.slack.com/x",
  actions: [{ ...action, action_ts: "1790000000.1" }],
}));

/** Slash commands, as forms: what their callers may say. */
export const ofSlackCommands: readonly Record<string, string>[] = [
  ["/signalbox", ""],
  ["/signalbox", "help"],
  ["/signalbox", "status"],
  ["/signalbox", "écris « 値 » &amp; 👩‍👩‍👧‍👦"],
  ["/signalbox", "approve nothing 000000000000"],
  ["/signalbox", "top-up task ∞ x"],
  ["/agent", ""],
  ["/agent", "run"],
  ["/agent", "retry nothing"],
  ["/agent", "\u202eevorppa\u0000"],
  ["/somebody-elses", "hello"],
].map(([command = "", text = ""], n) => ({
  token: "deprecated",
  team_id: home,
  team_domain: "acme",
  channel_id: "C0CONTENT",
  channel_name: "content",
  user_id: "U0MAYA",
  user_name: "maya",
  command,
  text,
  api_app_id: "A1",
  is_enterprise_install: "false",
  response_url: "https://hooks.slack.com/commands/x",
  trigger_id: `payload.${n}`,
}));
