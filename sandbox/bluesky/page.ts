import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import { type Account, accounts } from "./accounts.ts";
import type { Facet } from "./record-form.ts";
import type { Post } from "./state.ts";
import { style } from "./style.ts";

/** An account with its posts, the newest first, as Bluesky shows them. */
export function profilePage(account: Account, posts: readonly Post[], only: string | null): Html {
  const { did, handle, name, about } = account;
  const own = posts
    .filter((post) => post.did === did)
    .toSorted((a, b) => b.record.createdAt.localeCompare(a.record.createdAt));
  const head = html`<section class="profile" aria-label="Profile">
    <div class="banner"></div>
    <div class="avatar large" aria-hidden="true">${name.charAt(0)}</div>
    <h2>${name}</h2>
    <p class="soft">@${handle}</p>
    <p><b>${own.length}</b> <span class="soft">posts</span></p>
    <p>${about}</p>
  </section>`;
  const back = html`<p><a href="/bluesky/profile/${handle}">All posts of @${handle}</a></p>`;
  const note = "A sandbox: nobody else sees these posts.";
  const none = html`<p class="note">No post yet.</p>`;
  return peoplePage(
    "Sandbox Bluesky",
    note,
    [
      only === null ? head : back,
      ...own.map((post) => article(account, post)),
      own.length === 0 ? none : html``,
    ],
    style,
  );
}

function article({ name, handle }: Account, { rkey, record }: Post): Html {
  const at = record.createdAt;
  return html`<article class="post thread" id="${rkey}" aria-label="Post of ${name}">
    <div class="avatar" aria-hidden="true">${name.charAt(0)}</div>
    <div>
      <p class="by">
        <b>${name}</b> <span class="soft">@${handle} · </span
        ><a class="soft" href="/bluesky/profile/${handle}/post/${rkey}"
          ><time datetime="${at}">${at}</time></a
        >
      </p>
      <p class="text">${richText(record.text, record.facets ?? [])}</p>
      ${record.embed === undefined ? "" : card(record.embed.external)}
      <p class="row" aria-hidden="true"><span>💬 0</span><span>🔁 0</span><span>♡ 0</span><span>⋯</span></p>
      <details>
        <summary>As the account's owner</summary>
        <form method="post" action="/bluesky/_people/edit">
          <input type="hidden" name="rkey" value="${rkey}" />
          <label class="wide">Text <textarea name="text" rows="3">${record.text}</textarea></label>
          <button>Edit</button>
        </form>
        <form method="post" action="/bluesky/_people/delete">
          <input type="hidden" name="rkey" value="${rkey}" />
          <button>Delete</button>
        </form>
      </details>
    </div>
  </article>`;
}

/** A text with its facets as links. Offsets count bytes. */
function richText(text: string, facets: readonly Facet[]): Html[] {
  const bytes = Buffer.from(text);
  const parts: Html[] = [];
  let at = 0;
  for (const { index, features } of facets.toSorted((a, b) => a.index.byteStart - b.index.byteStart)) {
    const { byteStart, byteEnd } = index;
    parts.push(html`${bytes.subarray(at, byteStart).toString()}`);
    parts.push(html`<a href="${hrefOf(features[0])}">${bytes.subarray(byteStart, byteEnd).toString()}</a>`);
    at = byteEnd;
  }
  return [...parts, html`${bytes.subarray(at).toString()}`];
}

function hrefOf(feature: Facet["features"][number] | undefined): string {
  switch (feature?.$type) {
    case "app.bsky.richtext.facet#link":
      return /^https?:/.test(feature.uri) ? feature.uri : "#";
    case "app.bsky.richtext.facet#mention":
      return `/bluesky/profile/${accounts.find(({ did }) => did === feature.did)?.handle ?? feature.did}`;
    case "app.bsky.richtext.facet#tag":
    case undefined:
      return "#";
  }
}

function card(external: NonNullable<Post["record"]["embed"]>["external"]): Html {
  const { uri, title, description, thumb } = external;
  return html`<a class="card" href="${/^https?:/.test(uri) ? uri : "#"}">
    ${thumb === undefined ? "" : html`<img src="/bluesky/_blob/${thumb.ref.$link}" alt="" />`}
    <span class="inside">
      <b>${title}</b>
      ${description === "" ? "" : html`<span>${description}</span>`}
      <span class="soft">${URL.parse(uri)?.host ?? uri}</span>
    </span>
  </a>`;
}
