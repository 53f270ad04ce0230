import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import { people, personNames, sections, type Task } from "./state.ts";

const asWhom = html`<label
  >as
  <select name="by">
    ${personNames.map((name) => html`<option value="${name}">${people[name].name}</option>`)}
  </select></label
>`;

/** The project's tasks for people to read and to work on, by section. */
export function asanaPage(tasks: readonly Task[]): Html {
  const names = new Set([...sections, ...tasks.map(({ section }) => section)]);
  return peoplePage("Sandbox Asana", "A sandbox: the project Atlas is played.", [
    creation,
    ...[...names].map((name) =>
      column(
        name,
        tasks.filter((task) => task.section === name && task.project !== null),
      ),
    ),
  ]);
}

const creation = html`<details>
  <summary>New task</summary>
  <form method="post" action="/asana/_people/step">
    <input type="hidden" name="do" value="create" />
    <p>
      <label>Name <input name="name" required size="50" /></label>
      <label>Due <input name="due" type="date" /></label>
    </p>
    <p>
      <label class="wide">Description <textarea name="notes" rows="3"></textarea></label>
    </p>
    <p>${asWhom} <button>Create</button></p>
  </form>
</details>`;

function column(name: string, tasks: readonly Task[]): Html {
  return html`<section aria-label="${name}">
    <h2>${name} <span class="note">${tasks.length}</span></h2>
    ${tasks.map(article)}
  </section>`;
}

function article(task: Task): Html {
  const comments = task.stories.filter(({ subtype }) => subtype === "comment_added");
  return html`<article id="${task.gid}" aria-labelledby="${task.gid}-name">
    <h3 id="${task.gid}-name">${task.name}${task.completed ? " ✓" : ""}</h3>
    <dl>
      <dt>Assignee</dt>
      <dd>${task.assignee === null ? "nobody" : people[task.assignee].name}</dd>
      <dt>Due</dt>
      <dd>${task.due ?? "no date"}</dd>
    </dl>
    ${task.notes ? html`<p class="text">${task.notes}</p>` : ""}
    ${comments.map(
      ({ text, by, at }) =>
        html`<p class="text">${text}</p>
          <p class="note">
            ${people[by].name}, <time datetime="${at}">${at.slice(0, 16).replace("T", " ")}</time>
          </p>`,
    )}
    <details>
      <summary>Work on it</summary>
      <form method="post" action="/asana/_people/step">
        <input type="hidden" name="do" value="move" /><input type="hidden" name="task" value="${task.gid}" />
        <label
          >Section
          <select name="section">
            ${sections.map((name) => html`<option ${name === task.section ? "selected" : ""}>${name}</option>`)}
          </select></label
        >
        ${asWhom} <button>Move</button>
      </form>
      <form method="post" action="/asana/_people/step">
        <input type="hidden" name="do" value="comment" /><input
          type="hidden"
          name="task"
          value="${task.gid}"
        />
        <p>
          <label class="wide">Comment <textarea name="text" required rows="2"></textarea></label>
        </p>
        <p>${asWhom} <button>Comment</button></p>
      </form>
    </details>
  </article>`;
}
