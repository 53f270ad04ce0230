import { mrkdwn } from "./mrkdwn.js";

/** Makes an element; text is always text. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Draws one message with its blocks. `on` has what clicking does. */
export function drawMessage(message, people, on) {
  const person = people(message.user);
  const face = element("div", { className: "face", textContent: person.name[0] });
  face.style.setProperty(
    "--hue",
    `hsl(${[...message.user].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360} 42% 42%)`,
  );
  const time = new Date(Number(message.ts.split(".")[0]) * 1000).toLocaleTimeString([], {
    hour: "2-digit",
    minute: "2-digit",
  });
  const who = element(
    "div",
    { className: "who", textContent: person.name },
    element("small", {
      textContent: `${message.bot_id ? "app · " : ""}${time}${message.edited ? " · edited" : ""}`,
    }),
  );
  const body = element("div", { className: "body" }, who, ...drawContent(message, people, on));
  const extra = [];
  if (message.reactions)
    extra.push(element("span", { textContent: message.reactions.map((one) => `:${one.name}:`).join(" ") }));
  if (!message.thread_ts && !message.ephemeral_to)
    extra.push(
      element("button", {
        className: "link",
        type: "button",
        textContent: "Reply in thread",
        onclick: () => on.reply(message),
      }),
    );
  body.append(...extra);
  return element("div", { className: message.ephemeral_to ? "message ephemeral" : "message" }, face, body);
}

function drawContent(message, people, on) {
  const nameOf = (id) => people(id).name;
  if (!message.blocks?.length) return [rich("text", message.text, nameOf)];
  const simple = message.blocks.length === 1 && message.blocks[0].type === "section";
  const blocks = message.blocks.map((block) => drawBlock(block, message, nameOf, on));
  return simple ? blocks : [element("div", { className: "card" }, ...blocks)];
}

function drawBlock(block, message, nameOf, on) {
  switch (block.type) {
    case "header":
      return element("h3", { textContent: block.text.text });
    case "section":
      return block.text.type === "mrkdwn"
        ? rich("section", block.text.text, nameOf)
        : element("div", { className: "section", textContent: block.text.text });
    case "context":
      return element(
        "div",
        { className: "context" },
        ...block.elements.map((one) => rich("", one.text, nameOf)),
      );
    case "divider":
      return element("hr");
    case "actions":
      return element(
        "div",
        { className: "actions" },
        ...block.elements.map((button) => drawButton(button, message, on)),
      );
    default:
      return element("div", { className: "context", textContent: `(a ${block.type} block)` });
  }
}

function drawButton(button, message, on) {
  const made = element("button", {
    type: "button",
    className: button.style ?? "",
    textContent: button.text.text,
  });
  made.onclick = async () => {
    // Slack opens the address and tells the app of the click besides.
    if (/^https?:/.test(button.url ?? "")) window.open(button.url, "_blank", "noreferrer");
    made.disabled = true;
    await on.click(message, button.action_id);
    made.disabled = false;
  };
  return made;
}

function rich(className, text, nameOf) {
  return element("div", { className, innerHTML: mrkdwn(text, nameOf) });
}

/** Fills the dialog with a modal. */
export function drawModal(dialog, opened, on) {
  const { view } = opened;
  const fields = view.blocks.map((block) => {
    if (block.type !== "input") return element("p", { textContent: block.text?.text ?? "" });
    const input = element("textarea", {
      rows: 5,
      required: true,
      id: block.block_id,
      maxLength: block.element.max_length ?? 3000,
    });
    input.dataset.action = block.element.action_id;
    const problem = element("p", { className: "problem", id: `${block.block_id}-problem` });
    return element(
      "div",
      {},
      element("label", { htmlFor: block.block_id, textContent: block.label.text }),
      input,
      element("p", { className: "hint", textContent: block.hint?.text ?? "" }),
      problem,
    );
  });
  const close = element("button", {
    type: "button",
    textContent: view.close?.text ?? "Cancel",
    onclick: () => on.dismiss(opened),
  });
  const submit = element("button", {
    type: "submit",
    className: "primary",
    textContent: view.submit?.text ?? "Submit",
  });
  const form = element(
    "form",
    {},
    element("h2", { textContent: view.title.text }),
    ...fields,
    element("footer", {}, close, submit),
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(
      [...form.querySelectorAll("textarea")].map((input) => [
        input.id,
        { [input.dataset.action]: input.value },
      ]),
    );
    const errors = await on.submit(opened, values);
    for (const [block, problem] of Object.entries(errors))
      form.querySelector(`#${block}-problem`).textContent = problem;
  };
  dialog.replaceChildren(form);
}
