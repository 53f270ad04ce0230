import { html } from "hono/html";
import { networkStyle } from "../network-style.ts";
import { type Html, peoplePage } from "../people-page.ts";
import { seen } from "./little-text.ts";
import { nameOf } from "./rest-api.ts";
import { members, type Post } from "./state.ts";

/** The feed, the newest first. What stands in a post is text: nothing in it is run or fetched here. */
export function linkedinPage(posts: readonly Post[]): Html {
  return peoplePage(
    "Sandbox LinkedIn",
    "A sandbox: LinkedIn is played.",
    [
      posts.length === 0 ? html`<article><p class="note">Nobody has posted anything.</p></article>` : html``,
      ...posts.map(article),
      html`<details>
        <summary>Let something happen</summary>
        <form method="post" action="/linkedin/_people/play">
          <button name="expire" value="access">Access tokens end</button>
          <button name="expire" value="all">Nothing that was given out counts any more</button>
        </form>
      </details>`,
    ],
    style,
  );
}

function article({ id, author, commentary, article: card, createdAt, isEdited }: Post): Html {
  const owner = author.replace(/^urn:li:(?:person|organization):/, "");
  const name = nameOf(owner);
  const headline = Object.entries(members).find(([key]) => key === owner)?.[1].headline ?? "";
  const at = new Date(createdAt).toISOString();
  return html`<article class="post" aria-labelledby="${id}-by">
    <header class="by">
      <span class="avatar" aria-hidden="true">${name.slice(0, 1)}</span>
      <div>
        <h2 id="${id}-by">${name}</h2>
        <p class="note">${headline}</p>
        <p class="note">
          <a href="/linkedin/feed/update/${id}/"
            ><time datetime="${at}">${at.slice(0, 16).replace("T", " ")} UTC</time></a
          >
          ${isEdited ? " · Edited" : ""} · Anyone
        </p>
      </div>
    </header>
    <p class="text">${seen(commentary)}</p>
    ${
      card === null
        ? ""
        : html`<a class="card" href="${card.source}" rel="noreferrer"
            ><strong>${card.title}</strong><span class="note">${new URL(card.source).host}</span></a
          >`
    }
    <p class="row note" aria-hidden="true">
      <span>Like</span><span>Comment</span><span>Repost</span><span>Send</span>
    </p>
    <details>
      <summary>As the author</summary>
      <form method="post" action="/linkedin/_people/edit">
        <input type="hidden" name="id" value="${id}" />
        <label class="wide">Text <textarea name="text" rows="3">${seen(commentary)}</textarea></label>
        <button>Edit</button>
      </form>
      <form method="post" action="/linkedin/_people/delete">
        <input type="hidden" name="id" value="${id}" /><button>Delete</button>
      </form>
    </details>
  </article>`;
}

const style = html`${networkStyle}
  <style>
    body {
      background: light-dark(#f4f2ee, #16191c);
      max-width: 36rem;
      --face: 3rem;
      --face-color: #0a66c2;
    }
    .post {
      padding: 0.8rem 1rem;
    }
    .by {
      display: flex;
      gap: 0.6rem;
      align-items: start;
    }
    .by h2,
    .by p {
      margin: 0;
      line-height: 1.35;
    }
    .by p {
      font-size: 0.8rem;
    }
    .post .row {
      justify-content: space-around;
      border-top: 1px solid var(--line);
      padding-top: 0.5rem;
      font-weight: 600;
    }
  </style>`;
