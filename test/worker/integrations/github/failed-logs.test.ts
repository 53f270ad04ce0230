import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { githubClient } from "../../../../shared/integrations/github/client.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { answering } from "../../support/answering-github.ts";
import { push, repository } from "../../support/github.ts";
import { sandbox } from "../../support/slack.ts";

const reset = async () => sandbox("/github/_sandbox/reset", {});

beforeAll(reset);

describe("the logs of failed jobs", () => {
  afterAll(reset);

  /** A GitHub with one failed job, and what it answers for its log. */
  const logFrom = async (answer: () => Response, stored?: () => Response) =>
    githubClient(
      answering(({ url }) => {
        if (url.includes("/jobs?"))
          return Response.json({ jobs: [{ id: 7, name: "deep", conclusion: "failure" }] });
        return url.endsWith("/jobs/7/logs") ? answer() : (stored?.() ?? new Response(null, { status: 500 }));
      }),
    ).failedLogs(repository, 1);
  const toStore = () =>
    new Response(null, { status: 302, headers: { location: "https://logs.example/signed" } });
  const answered = (status: number) => () => new Response("no", { status });

  it.each([
    ["403: the App may not read them", answered(403), undefined, "deep: GitHub answered 403 for a log"],
    ["404", answered(404), undefined, "deep: GitHub has no log of it any more"],
    ["410: it has expired", answered(410), undefined, "deep: GitHub has no log of it any more"],
    ["404 in the store", toStore, answered(404), "deep: GitHub has no log of it any more"],
    ["403 in the store", toStore, answered(403), "deep: GitHub's store of logs answered 403"],
  ])("that GitHub refuses are named, and wait for nothing (%s)", async (_what, answer, stored, missing) => {
    expect(await logFrom(answer, stored)).toMatchObject({ kind: "answered", value: { missing: [missing] } });
  });

  it.each([
    ["502", answered(502), undefined],
    ["503 in the store", toStore, answered(503)],
  ])("are waited for while nobody answers (%s)", async (_what, answer, stored) => {
    expect((await logFrom(answer, stored)).kind).toBe("not_applied");
  });

  it("are found under a repository's new name, and no token is shown to where it leads", async () => {
    const seen: string[] = [];
    const at = answering(({ url, headers }) => {
      seen.push(`${new URL(url).pathname} ${headers.has("authorization")}`);
      const isOld = url.includes(`/repos/${repository}/`);
      if (isOld)
        return Response.json(
          { message: "Moved Permanently" },
          { status: 301, headers: { location: "https://api.github.example/repositories/815/x" } },
        );
      if (url.includes("/jobs?"))
        return Response.json({ jobs: [{ id: 7, name: "deep", conclusion: "failure" }] });
      return url.endsWith("/jobs/7/logs") ? toStore() : new Response("THE-END");
    });
    expect(await githubClient(at).failedLogs(repository, 1)).toEqual({
      kind: "answered",
      value: { text: "== deep ==\nTHE-END", missing: [] },
    });
    expect(seen.slice(-2)).toEqual(["/repositories/815/actions/jobs/7/logs true", "/signed false"]);
  });

  it("are read to their ends, without showing the token to whoever keeps them", async () => {
    const seen: { url: string; authorization: string | null }[] = [];
    const at = configuredSpine(env, {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        seen.push({ url: request.url, authorization: request.headers.get("authorization") });
        return fetch(request);
      },
    });
    await push(
      "main",
      ".github/workflows/ci.yml",
      "name: CI\non: [push]\njobs:\n  good:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo fine\n  bad:\n    runs-on: ubuntu-latest\n    steps:\n      - run: seq 1 9000; echo THE-END; exit 3\n",
    );
    const run = await vi.waitFor(
      async () => {
        const { runs } = await sandbox<{ runs: { id: number; status: string }[] }>("/github/_people/runs");
        const done = runs.find(({ status }) => status === "completed");
        if (!done) throw new Error("CI is still at it");
        return done;
      },
      { timeout: 20_000 },
    );
    const logs = await githubClient(at).failedLogs(repository, run.id);
    const { text, missing } = logs.kind === "answered" ? logs.value : expect.fail(logs.error);
    expect(missing).toEqual([]);
    expect(text).toMatch(/^== bad ==\n/);
    expect(text).toContain("THE-END");
    expect(text).not.toContain("== good ==");
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(text.length).toBeGreaterThan(19_000);
    const store = seen.filter(({ url }) => url.includes("/_logs/"));
    expect(store).toEqual([{ url: expect.any(String), authorization: null }]);
  });
});
