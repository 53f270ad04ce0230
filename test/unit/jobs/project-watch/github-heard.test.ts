import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { rulesSchema } from "../../../../shared/jobs/rules.ts";
import { watchHeardForm } from "../../../../shared/jobs/project-watch/signals.ts";
import { github } from "../../../../workers/webhooks/github.ts";
import { outsideWith } from "../../platform/outside.ts";

const maya = { id: "maya", name: "Maya Ortiz", role: "operator" as const, github: "maya-ortiz" };
const repositories = { "acme/checkout": { project: "atlas" }, "acme/other": { project: "web-shop" } };
const repository = { id: 7, full_name: "Acme/Checkout", default_branch: "main" };
const sender = { login: "Maya-Ortiz" };
const merge = {
  action: "closed",
  pull_request: {
    number: 9,
    merged: true,
    merged_at: "2026-11-20T09:00:00Z",
    title: "Round the totals",
    body: "Fixes it.",
    html_url: "https://github.com/acme/checkout/pull/9",
    author_association: "MEMBER",
    base: { ref: "main" },
  },
  repository,
  sender,
};
const release = {
  action: "published",
  release: {
    id: 31,
    tag_name: "v2",
    html_url: "https://github.com/acme/checkout/releases/v2",
    published_at: "2026-11-21T09:00:00Z",
  },
  repository,
  sender,
};

/** What the watch hears of a delivery under some rules. */
function heard(event: string, payload: object, projectWatch: object = { atlas: {} }) {
  const { settings } = outsideWith({});
  const RULES = rulesSchema.parse({ repositories, projectWatch });
  const read = github.read({
    id: "github:1",
    header: (name) => (name === "x-github-event" ? event : undefined),
    body: <T>(schema: z.ZodType<T>) => schema.parse(payload),
    settings: { ...settings, PEOPLE: [maya], RULES },
  });
  if ("ignored" in read) return [];
  return read
    .filter(({ kind }) => kind === "watch.heard")
    .map(({ id, body }) => ({ id, ...watchHeardForm.schema.parse(body) }));
}

describe("what GitHub tells of a watched project", () => {
  it("is a merge, and a release, each under an id of its own", () => {
    expect(heard("pull_request", merge)).toMatchObject([
      {
        id: "watch:atlas:github:pull_request:7:9:merged",
        signal: {
          type: "pull_request_merged",
          at: Date.parse("2026-11-20T09:00:00Z"),
          title: "Merged: Round the totals",
          author: { name: "Maya Ortiz" },
          provenance: "internal",
          detail: { base: null },
        },
      },
    ]);
    expect(heard("release", release)).toMatchObject([
      { id: "watch:atlas:github:release:31", signal: { type: "release_published", title: "Released: v2" } },
    ]);
  });

  it("names the branch when it isn't the default one, and trusts no words of strangers", () => {
    const pull_request = {
      ...merge.pull_request,
      base: { ref: "release/1" },
      author_association: "CONTRIBUTOR",
    };
    expect(heard("pull_request", { ...merge, pull_request })).toMatchObject([
      { signal: { detail: { base: "release/1" }, provenance: "external" } },
    ]);
  });

  it("is nothing about a pull request that was only closed, or a project that isn't watched there", () => {
    const closed = { ...merge, pull_request: { ...merge.pull_request, merged: false, merged_at: null } };
    expect(heard("pull_request", closed)).toEqual([]);
    expect(heard("pull_request", merge, { atlas: { github: false } })).toEqual([]);
    expect(heard("release", release, {})).toEqual([]);
    expect(heard("release", { ...release, repository: { ...repository, full_name: "acme/other" } })).toEqual(
      [],
    );
  });
});
