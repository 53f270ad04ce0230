import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { bot, people } from "../accounts.ts";
import { compare } from "../git/compare.ts";
import { contentsOf, type Entry, grep, treeOf } from "../git/contents.ts";
import { commitOf } from "../git/git.ts";
import { defaultBranch } from "../git/repositories.ts";
import { malformed, notFound, Refusal } from "../refusal.ts";
import { mergeRequest, refRequest } from "../wire.ts";
import { bodyOf, type Desk, doorsOf, pageOf } from "./doors.ts";
import { parseSearch } from "./search-query.ts";

const repo = "/api/repos/:owner/:repo";

/** However many differ, a comparison lists no more of them at once, and no further ones on its other pages. */
const filesAPage = 300;
/** Commits on a page of a comparison that doesn't say how many it wants. */
const usualCommits = 250;

/** Repositories, their branches and files, and the search in them. docs.github.com/rest/{repos,git,commits,search} */
export function repositoryApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { access, repositories, views, hub, terms } = desk;
  const { inRepository } = doorsOf(desk);

  const refView = (repository: string, branch: string, sha: string) => ({
    ref: `refs/heads/${branch}`,
    node_id: `REF_${branch}`,
    url: views.api(`repos/${repository}/git/refs/heads/${branch}`),
    object: { type: "commit", sha, url: views.api(`repos/${repository}/git/commits/${sha}`) },
  });
  const entryView = (repository: string, ref: string, { type, path, sha, size }: Entry) => ({
    type,
    path,
    sha,
    size,
    name: path.split("/").at(-1),
    url: views.api(`repos/${repository}/contents/${path}?ref=${ref}`),
    git_url: views.api(`repos/${repository}/git/${type === "file" ? "blobs" : "trees"}/${sha}`),
    html_url: views.web(`${repository}/blob/${ref}/${path}`),
    download_url: null,
  });

  routes.get(
    repo,
    inRepository("metadata", "read", (c, repository) => c.json(views.repository(repository))),
  );

  routes.get(
    `${repo}/git/ref/:ref{.+}`,
    inRepository("contents", "read", async (c, repository) => {
      const [, branch = ""] = /^heads\/(.+)$/.exec(c.req.param("ref") ?? "") ?? [];
      const sha = (await repositories.heads(repository)).get(branch);
      if (sha === undefined) throw notFound();
      return c.json(refView(repository, branch, sha));
    }),
  );
  routes.post(
    `${repo}/git/refs`,
    inRepository("contents", "write", async (c, repository) => {
      const { ref, sha } = bodyOf(c, refRequest);
      await hub.branches.create(repository, ref, sha, bot.login);
      return c.json(refView(repository, ref, sha), 201);
    }),
  );

  routes.post(
    `${repo}/merges`,
    inRepository("contents", "write", async (c, repository) => {
      const { base, head, commit_message } = bodyOf(c, mergeRequest);
      const message = commit_message ?? `Merge ${head} into ${base}`;
      const sha = await hub.branches.mergeInto(repository, { branch: base, head, message }, bot.login);
      if (sha === null) return c.body(null, 204);
      return c.json({ sha, commit: { message }, html_url: views.web(`${repository}/commit/${sha}`) }, 201);
    }),
  );

  const contents = inRepository("contents", "read", async (c, repository, dir) => {
    const ref = c.req.query("ref") ?? defaultBranch;
    const commit = await commitOf(dir, ref);
    if (commit === null) throw new Refusal(404, `No commit found for the ref ${ref}`);
    const found = await contentsOf(dir, commit, (c.req.param("path") ?? "").replace(/\/$/, ""));
    if (!found) throw notFound();
    if ("folder" in found) return c.json(found.folder.map((entry) => entryView(repository, ref, entry)));
    if (/vnd\.github(\.v3)?\.raw/.test(c.req.header("accept") ?? ""))
      return c.body(new Uint8Array(found.bytes), 200, { "content-type": "application/octet-stream" });
    const lines = found.bytes.toString("base64").replace(/.{60}/g, "$&\n");
    return c.json({
      ...entryView(repository, ref, found.entry),
      encoding: "base64",
      content: lines.endsWith("\n") ? lines : `${lines}\n`,
    });
  });
  routes.get(`${repo}/contents`, contents);
  routes.get(`${repo}/contents/:path{.+}`, contents);

  routes.get(
    `${repo}/git/trees/:sha{.+}`,
    inRepository("contents", "read", async (c, repository, dir) => {
      const commit = await commitOf(dir, c.req.param("sha") ?? "");
      if (commit === null) throw notFound();
      const all = await treeOf(dir, commit);
      const tree =
        c.req.query("recursive") === undefined ? all.filter(({ path }) => !path.includes("/")) : all;
      return c.json({
        sha: commit,
        url: views.api(`repos/${repository}/git/trees/${commit}`),
        tree: tree.slice(0, terms.now.treeEntries),
        truncated: tree.length > terms.now.treeEntries,
      });
    }),
  );

  routes.get(
    `${repo}/compare/:range{.+}`,
    inRepository("contents", "read", async (c, repository, dir) => {
      const [base = "", head = "", more] = (c.req.param("range") ?? "").split("...");
      const [from, to] = await Promise.all([commitOf(dir, base), commitOf(dir, head)]);
      const found = from && to && more === undefined ? await compare(dir, from, to) : null;
      if (!found) throw notFound();
      const { mergeBase, ahead, behind, commits, files } = found;
      const page = Number(c.req.query("page") ?? 1);
      const commitsAPage = Number(c.req.query("per_page") ?? usualCommits);
      const filesFrom = page === 1 || terms.now.comparePages ? (page - 1) * filesAPage : files.length;
      const apart = ahead > 0 ? "diverged" : "behind";
      const together = ahead > 0 ? "ahead" : "identical";
      return c.json({
        status: behind > 0 ? apart : together,
        ahead_by: ahead,
        behind_by: behind,
        total_commits: ahead,
        base_commit: { sha: from },
        merge_base_commit: { sha: mergeBase },
        commits: commits.slice((page - 1) * commitsAPage, page * commitsAPage),
        files: files.slice(filesFrom, filesFrom + filesAPage),
        html_url: views.web(`${repository}/compare/${base}...${head}`),
      });
    }),
  );

  routes.get(
    `${repo}/collaborators/:login/permission`,
    inRepository("metadata", "read", (c) => {
      const person = people.find((one) => one.login === c.req.param("login"));
      if (!person) throw new Refusal(404, `${c.req.param("login")} is not a user`);
      return c.json({ permission: person.right, role_name: person.right, user: views.user(person.login) });
    }),
  );

  const seenBy = (names: readonly string[], called: string): boolean =>
    names.some((name) => repositories.called(name) === called);
  routes.get("/api/search/code", async (c) => {
    const token = access.demandToken(c.req.header("authorization"));
    access.demandPermission(token, "contents", "read");
    const query = parseSearch(c.req.query("q") ?? "");
    if ("error" in query) throw malformed(query.error);
    const hidden = query.named.some((name) => !seenBy(token.repositories, name));
    if (hidden || !terms.now.codeSearch)
      throw new Refusal(422, "Validation Failed", [
        {
          resource: "Search",
          field: "q",
          code: "invalid",
          message:
            "The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.",
        },
      ]);
    const searched = repositories.names.filter(
      (name) => token.repositories.includes(name) && query.isSearched(repositories.called(name)),
    );
    const found = await Promise.all(
      searched.map(async (name) => {
        const dir = repositories.path(name);
        const files = await grep(dir, defaultBranch, query.words);
        return files.filter(query.fits).map((path) => ({
          name: path.split("/").at(-1),
          path,
          repository: views.repository(name),
          html_url: views.web(`${name}/blob/${defaultBranch}/${path}`),
          url: views.api(`repos/${name}/contents/${path}?ref=${defaultBranch}`),
          score: 1,
        }));
      }),
    );
    const items = found.flat();
    return c.json({ total_count: items.length, incomplete_results: false, items: pageOf(c, views, items) });
  });
}
