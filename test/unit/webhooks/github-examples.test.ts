import definitions from "@octokit/webhooks-examples";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { isObject } from "../../../sandbox/json.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { github } from "../../../workers/webhooks/github.ts";
import { outsideWith } from "../platform/outside.ts";

const all = definitions.flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
const named = (event: string) => all.flatMap(({ name, payload }) => (name === event ? [payload] : []));
/** What stands at a place of a payload, such as `pull_requests.0.number`. */
function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((place, name) => {
    if (Array.isArray(place)) return place[Number(name)];
    return isObject(place) ? place[name] : undefined;
  }, value);
}

const repositories = Object.fromEntries(
  all.flatMap(({ payload }) => {
    const name = at(payload, "repository.full_name");
    return typeof name === "string" ? [[name, { project: "p" }] as const] : [];
  }),
);
const RULES = rulesSchema.parse({ repositories, projectWatch: { p: {} }, bugFix: { label: "bug" } });
const maya = { id: "maya", name: "Maya", role: "operator", github: "Codertocat" } as const;

function read(event: string, payload: unknown) {
  return github.read({
    id: "github:1",
    header: (name) => (name === "x-github-event" ? event : undefined),
    body: <T>(schema: z.ZodType<T>) => schema.parse(payload),
    settings: { ...outsideWith({}).settings, PEOPLE: [maya], RULES },
  });
}

/** Where a signal says the same as the delivery that it comes from, by event: how many examples are taken, and the places. */
const says: Record<string, { taken: number; same: Record<string, string> }> = {
  issues: {
    taken: 2,
    same: {
      title: "issue.title",
      "origin.issue": "issue.number",
      "origin.url": "issue.html_url",
      text: "issue.body",
    },
  },
  pull_request: {
    taken: 2,
    same: { number: "number", "event.merged": "pull_request.merged", "event.login": "sender.login" },
  },
  pull_request_review: {
    taken: 3,
    same: {
      number: "pull_request.number",
      "event.commentId": "review.id",
      "event.login": "review.user.login",
    },
  },
  pull_request_review_comment: {
    taken: 3,
    same: { number: "pull_request.number", "event.text": "comment.body", "event.commentId": "comment.id" },
  },
  check_suite: {
    taken: 3,
    same: {
      repository: "repository.full_name",
      number: "check_suite.pull_requests.0.number",
      "event.commit": "check_suite.head_sha",
      "event.conclusion": "check_suite.conclusion",
      "event.name": "check_suite.app.name",
    },
  },
  release: { taken: 3, same: { "signal.url": "release.html_url", "signal.detail.tag": "release.tag_name" } },
};

describe("the examples of what GitHub sends", () => {
  it("are each a signal, or nothing with the reason", () => {
    const without = all.filter(({ name, payload }) => {
      const said = read(name, payload);
      return "ignored" in said ? said.ignored === "" : said.length === 0;
    });
    expect(without).toEqual([]);
    expect(all.length).toBeGreaterThan(300);
  });

  it.each(Object.entries(says))("of %s say the same as signals", (event, { taken, same }) => {
    const signals = named(event).flatMap((payload) => {
      const said = read(event, payload);
      return "ignored" in said ? [] : said.map(({ body }) => ({ body, payload }));
    });
    expect(signals).toHaveLength(taken);
    for (const { body, payload } of signals)
      for (const [ours, theirs] of Object.entries(same))
        expect(at(body, ours) ?? "", `${ours} of ${event}`).toEqual(at(payload, theirs) ?? "");
  });

  it("are taken where somebody asks in them, and where a run belongs to a pull request", () => {
    for (const payload of named("issue_comment")) {
      const text = "@agent fix: the README";
      const asked = { ...payload, comment: { ...Object(at(payload, "comment")), body: text } };
      const said = read("issue_comment", asked);
      const isNew = at(payload, "action") === "created";
      expect("ignored" in said ? said : said.map(({ kind }) => kind)).toEqual(
        isNew
          ? ["github.mention"]
          : { ignored: `nothing is read from issue_comment.${String(at(payload, "action"))}` },
      );
    }
    const runs = named("workflow_run").flatMap((payload) => {
      const run = { ...Object(at(payload, "workflow_run")), pull_requests: [{ number: 7 }] };
      const said = read("workflow_run", { ...payload, workflow_run: run });
      return "ignored" in said
        ? []
        : said.map(({ body }) => [at(body, "number"), at(body, "event.commit") === run.head_sha]);
    });
    expect(runs).toEqual([
      [7, true],
      [7, true],
    ]);
  });
});
