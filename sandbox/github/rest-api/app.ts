import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { isInstallation } from "../access.ts";
import { app } from "../accounts.ts";
import { notFound, Refusal } from "../refusal.ts";
import { tokenRequest } from "../wire.ts";
import { bodyOf, type Desk } from "./doors.ts";

/** What the App does with its JWT: it asks for tokens. docs.github.com/rest/apps/apps */
export function appApi(routes: Hono<TwinEnv>, { access, repositories, views }: Desk): void {
  routes.get("/api/app", async (c) => {
    await access.demandApp(c.req.header("authorization"));
    return c.json({ id: 1, slug: app.slug, name: app.name, html_url: views.web(`apps/${app.slug}`) });
  });

  const installationOf = (owner: string) => ({
    permissions: access.granted,
    id: app.installation,
    account: views.user(owner),
    app_slug: app.slug,
    repository_selection: "all",
    target_type: "Organization",
  });
  routes.get("/api/repos/:owner/:repo/installation", async (c) => {
    await access.demandApp(c.req.header("authorization"));
    const { owner, repo } = c.req.param();
    if (!repositories.has(`${owner}/${repo}`)) throw notFound();
    return c.json(installationOf(owner));
  });
  routes.get("/api/orgs/:org/installation", async (c) => {
    await access.demandApp(c.req.header("authorization"));
    const { org } = c.req.param();
    if (!repositories.owners.has(org)) throw notFound();
    return c.json(installationOf(org));
  });

  routes.post("/api/app/installations/:id/access_tokens", async (c) => {
    await access.demandApp(c.req.header("authorization"));
    if (!isInstallation(c.req.param("id"))) throw notFound();
    const wanted = bodyOf(c, tokenRequest);
    // Names come without their owner: the installation is one account's.
    const full = (name: string): string => {
      const found = repositories.names.find((one) => repositories.called(one).endsWith(`/${name}`));
      if (found !== undefined) return found;
      throw new Refusal(
        422,
        "There is at least one repository that does not exist or is not accessible to the parent installation.",
      );
    };
    const numbered = wanted.repository_ids?.flatMap((id) => repositories.numbered(id) ?? []);
    const names = wanted.repositories?.map(full) ?? numbered ?? [...repositories.names];
    const isForAll = wanted.repositories === undefined && numbered === undefined;
    const token = access.issue(names, wanted.permissions, isForAll);
    return c.json(
      {
        token: token.token,
        expires_at: token.expiresAt,
        permissions: token.permissions,
        repository_selection: isForAll ? "all" : "selected",
        repositories: names.map((name) => views.repository(name)),
      },
      201,
    );
  });
}
