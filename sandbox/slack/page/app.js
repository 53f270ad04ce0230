import { drawMessage, drawModal, element } from "./render.js";

const $ = (selector) => document.querySelector(selector);
const state = {
  channel: null,
  me: localStorage.getItem("persona") ?? "U0MAYA",
  replyTo: null,
  view: null,
  workspace: null,
};

async function call(path, body) {
  const response = await fetch(
    `/slack/_people/${path}`,
    body
      ? { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }
      : {},
  );
  const answer = await response.json();
  if (!response.ok) toast(answer.error ?? `the sandbox answered ${response.status}`);
  return answer;
}

function toast(text) {
  $("#toast").textContent = text;
  $("#toast").hidden = false;
  setTimeout(() => ($("#toast").hidden = true), 6000);
}

function person(id) {
  const { people, bot } = state.workspace;
  return (
    people.find((one) => one.id === id) ?? (id === bot.id ? { ...bot, name: "Signalbox" } : { name: id })
  );
}

const on = {
  reply: (message) => {
    state.replyTo = message;
    $("#replying span").textContent =
      `Answering ${person(message.user).name}: “${message.text.slice(0, 60)}”`;
    $("#replying").hidden = false;
    $("#text").focus();
  },
  click: async (message, action_id) => {
    const answer = await call("click", {
      user: state.me,
      channel: message.channel,
      ts: message.ts,
      action_id,
    });
    if (answer.ok === false) toast(`Signalbox answered ${answer.status}: ${answer.body}`);
  },
  dismiss: async (opened) => call("dismiss", { view_id: opened.id }),
  submit: async (opened, values) => {
    const answer = await call("submit", { user: state.me, view_id: opened.id, values });
    return answer.body?.startsWith("{") ? (JSON.parse(answer.body).errors ?? {}) : {};
  },
};

function drawChannels() {
  const buttons = state.workspace.channels.map((channel) => {
    const button = element("button", {
      type: "button",
      textContent: `# ${channel.name}`,
      onclick: () => (location.hash = channel.id),
    });
    button.ariaCurrent = String(channel.id === state.channel);
    return button;
  });
  $("#channels").replaceChildren(...buttons);
}

/** The channel that the address names, as in /slack#C0ENGINEERING; the first one where it names none. */
function channelInAddress() {
  const { channels } = state.workspace;
  return (channels.find(({ id }) => id === location.hash.slice(1)) ?? channels[0]).id;
}

async function drawMessages() {
  const { messages } = await call(`messages?channel=${state.channel}`);
  const visible = messages.filter((message) => !message.ephemeral_to || message.ephemeral_to === state.me);
  const roots = visible.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
  const items = roots.map((root) => {
    const answers = visible.filter((message) => message.thread_ts === root.ts && message.ts !== root.ts);
    const thread =
      answers.length > 0
        ? element("div", { className: "thread" }, ...answers.map((answer) => drawMessage(answer, person, on)))
        : null;
    return element("li", {}, drawMessage(root, person, on), thread);
  });
  const list = $("#messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  list.replaceChildren(
    ...(items.length > 0
      ? items
      : [
          element("li", {
            className: "empty",
            textContent: "Nothing here yet. Ask @signalbox to write a post, or report a bug with /agent run.",
          }),
        ]),
  );
  if (atEnd) list.scrollTop = list.scrollHeight;
}

async function drawViews() {
  const { views } = await call(`views?user=${state.me}`);
  const opened = views.at(-1) ?? null;
  if (opened?.id === state.view) return;
  state.view = opened?.id ?? null;
  if (opened === null) return $("#modal").close();
  drawModal($("#modal"), opened, on);
  if (!$("#modal").open) $("#modal").showModal();
}

async function draw() {
  await Promise.all([drawMessages(), drawViews()]);
}

function switchTo(change) {
  Object.assign(state, change, { replyTo: null });
  $("#replying").hidden = true;
  drawChannels();
  return draw();
}

async function send(event) {
  event.preventDefault();
  const text = $("#text").value.trim();
  if (text === "") return;
  $("#text").value = "";
  const where = { user: state.me, channel: state.channel };
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  const answer = command
    ? await call("command", { ...where, command: command[1], text: command[2] })
    : await call("message", { ...where, text, ...(state.replyTo ? { thread_ts: state.replyTo.ts } : {}) });
  const refused =
    answer.deliveries?.some(({ status }) => status >= 400 || status === 0) || answer.ok === false;
  if (refused) toast("Signalbox did not take it; Slack will try again. See the Worker's log.");
}

state.workspace = await call("workspace");
$("#persona").replaceChildren(
  ...state.workspace.people.map((one) =>
    element("option", {
      value: one.id,
      textContent: `${one.name} (${one.title})`,
      selected: one.id === state.me,
    }),
  ),
);
$("#persona").onchange = (event) => {
  localStorage.setItem("persona", event.target.value);
  void switchTo({ me: event.target.value });
};
$("#composer").onsubmit = send;
$("#text").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey) void send(event);
};
$("#stop-reply").onclick = () => switchTo({});
$("#modal").oncancel = (event) => event.preventDefault();
window.onhashchange = () => switchTo({ channel: channelInAddress() });
await switchTo({ channel: channelInAddress() });
new EventSource("/slack/_people/stream").addEventListener("change", () => void draw());
