import type { Hono } from "hono";
import { html } from "hono/html";
import { randomBytes } from "node:crypto";
import { HTTPException } from "hono/http-exception";
import { type Html, peoplePage } from "../../people-page.ts";
import type { TwinEnv } from "../../twin.ts";
import { style } from "../pages/style.ts";
import { inputOf, isForm } from "../people-input.ts";
import type { Desk } from "../rest-api/doors.ts";
import type { GithubState } from "../state.ts";
import { type Gist, personGist } from "./gist.ts";

/** The pages of gists, and what their owner does there. */
export function gistsPages(routes: Hono<TwinEnv>, { state, views }: Desk): void {
  routes.get("/_people/gists", (c) => c.json({ gists: state.gists.toReversed() }));
  routes.post("/_people/gist", (c) => {
    const input = inputOf(c, personGist);
    const gist = state.gists.find(({ id }) => id === input.id);
    if (!gist) throw new HTTPException(404, { message: `there is no gist ${input.id}` });
    if (input.act === "delete") state.gists = state.gists.filter((one) => one !== gist);
    else edit(state, gist, input.description ?? gist.description);
    return isForm(c) ? c.redirect(views.web(`gist/${gist.owner}`), 303) : c.json({ ok: true });
  });

  routes.get("/gist/:owner", (c) => {
    const owner = c.req.param("owner");
    const gists = state.gists.filter((gist) => gist.owner === owner && gist.public).toReversed();
    const body = gists.length === 0 ? html`<p>No gists.</p>` : gists.map(inList);
    return c.html(
      peoplePage(`${owner}'s gists`, "Secret ones are seen by who knows their address.", body, style),
    );
  });
  routes.get("/gist/:owner/:id", (c, next) => {
    const gist = state.gists.find(
      ({ id, owner }) => id === c.req.param("id") && owner === c.req.param("owner"),
    );
    return gist ? c.html(gistPage(gist)) : next();
  });
}

function edit(state: GithubState, gist: Gist, description: string | null): void {
  gist.description = description;
  gist.updatedAt = state.moment();
  gist.history.unshift(randomBytes(20).toString("hex"));
}

function inList(gist: Gist): Html {
  const [first] = gist.files;
  return html`<article aria-label="${gist.description ?? gist.id}">
    <h2><a href="/github/gist/${gist.owner}/${gist.id}">${gist.owner} / ${first?.name}</a></h2>
    <p class="note">${gist.description} · <time datetime="${gist.createdAt}">${gist.createdAt}</time></p>
  </article>`;
}

function gistPage(gist: Gist): Html {
  const versions = gist.history.length === 1 ? "1 version" : `${gist.history.length} versions`;
  const body = html`<p>${gist.description}</p>
    ${gist.files.map(
      ({ name, content }) =>
        html`<article aria-label="${name}">
          <h2>${name}</h2>
          <pre tabindex="0" role="region" aria-label="Content of ${name}"><code>${content}</code></pre>
        </article>`,
    )}
    <form method="post" action="/github/_people/gist">
      <input type="hidden" name="id" value="${gist.id}" />
      <label>Description<input name="description" value="${gist.description ?? ""}" /></label>
      <button name="act" value="edit">Update ${gist.public ? "public" : "secret"} gist</button>
      <button name="act" value="delete">Delete</button>
    </form>`;
  const note = html`<a href="/github/gist/${gist.owner}">${gist.owner}</a>,
    ${gist.public ? "public" : "secret"}, ${versions},
    <time datetime="${gist.updatedAt}">${gist.updatedAt}</time>.`;
  return peoplePage(gist.files[0]?.name ?? gist.id, note, body, style);
}
