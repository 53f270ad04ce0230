import { randomBytes } from "node:crypto";
import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { crew } from "../accounts.ts";
import { bodyOf, type Desk, pageOf, queryOf } from "../rest-api/doors.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Views } from "../views.ts";
import { type Gist, gistRequest, gistsQuery } from "./gist.ts";

/** Gists of the one user that has a token. docs.github.com/rest/gists */
export function gistsApi(routes: Hono<TwinEnv>, { access, state, views }: Desk): void {
  routes.post("/api/gists", (c) => {
    const owner = access.demandUser(c.req.header("authorization"));
    const wanted = bodyOf(c, gistRequest);
    const files = Object.entries(wanted.files).map(([name, { content }]) => ({ name, content }));
    demandFiles(files);
    const moment = state.moment();
    const gist: Gist = {
      id: randomBytes(16).toString("hex"),
      owner,
      description: wanted.description ?? null,
      public: wanted.public,
      files,
      history: [randomBytes(20).toString("hex")],
      createdAt: moment,
      updatedAt: moment,
    };
    state.gists.push(gist);
    return c.json(whole(views, gist), 201);
  });

  routes.get("/api/gists", (c) => {
    const owner = access.demandUser(c.req.header("authorization"));
    const { since } = queryOf(c, gistsQuery);
    const found = state.gists
      .filter((gist) => gist.owner === owner && (since === undefined || gist.updatedAt >= since))
      .toReversed();
    return c.json(pageOf(c, views, found).map((gist) => inShort(views, gist)));
  });

  routes.get("/api/gists/:id", (c) => {
    access.demandUser(c.req.header("authorization"));
    const gist = state.gists.find(({ id }) => id === c.req.param("id"));
    if (!gist) throw notFound();
    return c.json(whole(views, gist));
  });
}

function demandFiles(files: Gist["files"]): void {
  const missing = { resource: "Gist", code: "missing_field", field: "files" };
  if (files.length === 0 || files.some(({ content }) => content.trim() === ""))
    throw new Refusal(422, "Validation Failed", [missing]);
  // What would be a path, and the names that GitHub gives itself, stand for something else there.
  if (files.some(({ name }) => name === "" || name.includes("/") || /^gistfile\d+/.test(name)))
    throw new Refusal(422, "Validation Failed", [
      { resource: "Gist", code: "custom", field: "files", message: "contents are invalid" },
    ]);
}

function inShort(views: Views, gist: Gist) {
  return {
    id: gist.id,
    url: views.api(`gists/${gist.id}`),
    html_url: views.web(`gist/${gist.owner}/${gist.id}`),
    description: gist.description,
    public: gist.public,
    owner: views.user(gist.owner),
    files: Object.fromEntries(
      gist.files.map(({ name, content }) => [
        name,
        { filename: name, type: "text/plain", size: content.length },
      ]),
    ),
    created_at: gist.createdAt,
    updated_at: gist.updatedAt,
    truncated: false,
  };
}

function whole(views: Views, gist: Gist) {
  const short = inShort(views, gist);
  return {
    ...short,
    files: Object.fromEntries(
      gist.files.map(({ name, content }) => [
        name,
        { ...short.files[name], truncated: false, content, encoding: "utf-8" },
      ]),
    ),
    history: gist.history.map((version) => ({ version, user: views.user(crew.login) })),
  };
}
