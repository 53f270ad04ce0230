import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { accountOf, bot } from "../accounts.ts";
import { firstCommit } from "../git/commit-files.ts";
import { defaultBranch } from "../git/repositories.ts";
import { notFound, Refusal } from "../refusal.ts";
import { newRepository } from "../wire.ts";
import { bodyOf, type Desk } from "./doors.ts";

/** Makes repositories of an organisation. docs.github.com/rest/repos/repos */
export function makeRepositoryApi(
  routes: Hono<TwinEnv>,
  { access, repositories, state, views, hub }: Desk,
): void {
  const isTaken = (name: string): boolean =>
    repositories.names
      .flatMap((one) => [one, repositories.called(one)])
      .some((one) => one.toLowerCase() === name.toLowerCase());

  routes.post("/api/orgs/:org/repos", async (c) => {
    const token = access.demandToken(c.req.header("authorization"));
    const { org } = c.req.param();
    if (!repositories.owners.has(org)) throw notFound();
    access.demandPermission(token, "administration", "write");
    // A token for some repositories is for none that isn't there yet.
    if (!token.all) throw new Refusal(403, "Resource not accessible by integration");
    const wanted = bodyOf(c, newRepository);
    const name = `${org}/${wanted.name}`;
    if (isTaken(name))
      throw new Refusal(422, "Repository creation failed.", [
        {
          resource: "Repository",
          field: "name",
          code: "custom",
          message: "name already exists on this account",
        },
      ]);
    repositories.make(name);
    const { description, private: isPrivate } = wanted;
    state.keepRepository({ name, description, private: isPrivate, createdAt: state.moment() });
    if (wanted.auto_init)
      await hub.branches.moving(name, bot.login, async () =>
        firstCommit(
          repositories.path(name),
          { path: "README.md", text: `# ${wanted.name}\n${description === null ? "" : `${description}\n`}` },
          {
            branch: defaultBranch,
            message: "Initial commit",
            author: accountOf(bot.login),
            at: new Date(state.now()),
          },
        ),
      );
    return c.json(views.repository(name), 201);
  });
}
