import type { Hono } from "hono";
import type { TwinEnv } from "../../twin.ts";
import { bot } from "../accounts.ts";
import { pullPatch, pullRequest, pullsQuery } from "../wire.ts";
import { bodyOf, type Desk, doorsOf, pageOf, queryOf } from "./doors.ts";

const pulls = "/api/repos/:owner/:repo/pulls";

/** Pull requests. docs.github.com/rest/pulls */
export function pullsApi(routes: Hono<TwinEnv>, desk: Desk): void {
  const { state, views, hub, repositories } = desk;
  const { inRepository, onPull } = doorsOf(desk);

  routes.get(
    pulls,
    inRepository("pull_requests", "read", async (c, repository) => {
      const wanted = queryOf(c, pullsQuery);
      const owner = repositories.called(repository).split("/")[0] ?? "";
      const found = state
        .pulls(repository)
        .filter((one) => wanted.state === "all" || one.state === wanted.state)
        .filter((one) => wanted.head === undefined || `${owner}:${one.pull.head}` === wanted.head)
        .filter((one) => wanted.base === undefined || one.pull.base === wanted.base)
        .toSorted((a, b) => (wanted.sort === "updated" ? a.updatedAt.localeCompare(b.updatedAt) : 0));
      if (wanted.direction === "desc") found.reverse();
      return c.json(await Promise.all(pageOf(c, views, found).map(async (one) => views.pull(one))));
    }),
  );
  routes.post(
    pulls,
    inRepository("pull_requests", "write", async (c, repository) => {
      const wanted = bodyOf(c, pullRequest);
      const owner = repository.split("/")[0] ?? "";
      const head = wanted.head.startsWith(`${owner}:`) ? wanted.head.slice(owner.length + 1) : wanted.head;
      const issue = await hub.openPull(repository, { ...wanted, head }, bot.login);
      return c.json(await views.pullInFull(issue), 201);
    }),
  );
  routes.get(
    `${pulls}/:number{[0-9]+}`,
    onPull("read", async (c, issue) => c.json(await views.pullInFull(issue))),
  );
  routes.patch(
    `${pulls}/:number{[0-9]+}`,
    onPull("write", async (c, issue) => {
      const change = bodyOf(c, pullPatch);
      await hub.edit(issue, change, bot.login);
      if (change.state === "closed") await hub.close(issue, bot.login);
      if (change.state === "open") await hub.reopen(issue, bot.login);
      return c.json(await views.pullInFull(issue));
    }),
  );
  routes.get(
    `${pulls}/:number{[0-9]+}/files`,
    onPull("read", async (c, issue) =>
      c.json(pageOf(c, views, (await views.comparison(issue))?.files ?? [])),
    ),
  );
}
