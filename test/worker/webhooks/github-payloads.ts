import { isObject } from "../../../sandbox/json.ts";
import { deliver } from "../support/webhooks.ts";

export const maya = { login: "Maya-Ortiz", id: 1, type: "User" };
export const stranger = { login: "octocat", id: 2, type: "User" };
export const bot = { login: "signalbox[bot]", id: 3, type: "Bot" };
export const repository = { id: 186_853_002, name: "checkout", full_name: "acme/checkout", private: true };
export const trace = "TypeError: no cents\n    at cartTotal (/srv/checkout/src/cart.js:38:26)";
export const issue = (over: object = {}) => ({
  number: 7,
  title: "The total is wrong",
  body: trace,
  html_url: "https://github.com/acme/checkout/issues/7",
  user: maya,
  ...over,
});
export const labelled = (over: object = {}) => ({
  action: "labeled",
  issue: issue(),
  label: { id: 1, name: "ai-fix", color: "d73a4a" },
  repository,
  sender: maya,
  ...over,
});
let comments = 492_700_400;
/** The id of the comment that was made last. */
export const lastComment = () => comments;
export const nextComment = () => ++comments;
export const writtenAt = "2026-11-20T10:00:00Z";
export const comment = (body: string, over: object = {}) => ({
  action: "created",
  issue: issue(),
  comment: { id: ++comments, body, user: maya, created_at: writtenAt, updated_at: writtenAt },
  repository,
  sender: maya,
  ...over,
});
export const onPull = {
  issue: issue({ pull_request: { url: "https://api.github.com/repos/acme/checkout/pulls/7" } }),
};
export const closed = (merged: boolean) => ({
  action: "closed",
  number: 9,
  pull_request: { number: 9, merged, merge_commit_sha: "c".repeat(40) },
  repository,
  sender: maya,
});
let runs = 30_433_600;
/** The signal of the run of CI that was made last, for a pull request. */
export const lastRun = (number = 9) => `github:run:${runs}:1:failure:${number}`;
export const run = (over: object = {}) => ({
  action: "completed",
  workflow_run: {
    id: ++runs,
    name: "Build",
    head_sha: "a".repeat(40),
    status: "completed",
    conclusion: "failure",
    pull_requests: [{ number: 9, base: { repo: { id: repository.id } } }],
    ...over,
  },
  repository,
  sender: maya,
});

export async function send(event: string, payload: object) {
  const answer = await deliver("github", payload, crypto.randomUUID(), { "x-github-event": event });
  const said = "comment" in payload && isObject(payload.comment) ? Number(payload.comment["id"]) : null;
  return said === null ? answer : { ...answer, id: `github:comment:${said}:${writtenAt}` };
}
