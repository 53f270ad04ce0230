import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import { type Post, profile } from "./state.ts";
import { style } from "./style.ts";

/** The profile with its posts, the newest first, as Threads shows them. */
export function profilePage(posts: readonly Post[], only: string | null): Html {
  const head = html`<section class="profile" aria-label="Profile">
    <div>
      <h2>${profile.name}</h2>
      <p>${profile.username} <span class="badge">threads</span></p>
    </div>
    <div class="avatar large" aria-hidden="true">${profile.name.charAt(0)}</div>
  </section>`;
  const back = html`<p><a href="/threads">All threads of ${profile.username}</a></p>`;
  return peoplePage(
    "Sandbox Threads",
    "A sandbox: nobody else sees these posts.",
    [
      only === null ? head : back,
      ...posts.toReversed().map(article),
      posts.length === 0 ? html`<p class="note">No threads yet.</p>` : html``,
    ],
    style,
  );
}

function article({ id, text, link, at, shortcode }: Post): Html {
  const time = new Date(at).toISOString();
  return html`<article class="post thread" id="${id}" aria-label="Post of ${profile.username}">
    <div class="avatar" aria-hidden="true">${profile.name.charAt(0)}</div>
    <div>
      <p>
        <b>${profile.username}</b>
        <a class="soft" href="/threads/@${profile.username}/post/${shortcode}"
          ><time datetime="${time}">${time}</time></a
        >
      </p>
      <p class="text">${linked(text)}</p>
      ${link === null ? "" : card(link)}
      <p class="row" aria-hidden="true"><span>♡</span><span>💬</span><span>🔁</span><span>➤</span></p>
      <details>
        <summary>As the profile's owner</summary>
        <form method="post" action="/threads/_people/edit">
          <input type="hidden" name="id" value="${id}" />
          <label class="wide">Text <textarea name="text" rows="3">${text}</textarea></label>
          <button>Edit</button>
        </form>
        <form method="post" action="/threads/_people/delete">
          <input type="hidden" name="id" value="${id}" />
          <button>Delete</button>
        </form>
      </details>
    </div>
  </article>`;
}

/** Addresses and topics are links. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s)]*[^\s).,;:!?]|#[\p{L}\p{N}_]+|@[\w.]+\w)/u)
    .map((part, n) =>
      n % 2 === 0 ? html`${part}` : html`<a href="${part.startsWith("http") ? part : "#"}">${part}</a>`,
    );
}

function card(link: string): Html {
  return html`<a class="card" href="${link}"
    ><span class="soft">${URL.parse(link)?.host ?? ""}</span><b>${link}</b></a
  >`;
}
