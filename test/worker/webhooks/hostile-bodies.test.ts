import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { anAssignment } from "../support/assignment.ts";
import { interact, postSlack } from "../support/slack.ts";
import { unique } from "../support/spine.ts";
import { send } from "../support/task.ts";
import { deliver, postHook, signalRow, signed } from "../support/webhooks.ts";

const deep = (levels: number): string => `${'{"content":['.repeat(levels)}${"]}".repeat(levels)}`;
const event = (id: string, over: object = {}): string =>
  JSON.stringify({
    type: "event_callback",
    event_id: id,
    event: { type: "app_mention", channel: "C0GENERAL", user: "U0JONAS", text: "hi", ts: "1.1", ...over },
  });
const withToken = async (path: string, token: string, body: string): Promise<Response> =>
  exports.default.fetch(`http://signalbox.test${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": unique(),
    },
    body,
  });

describe("JSON that is nested 8000 levels deep", () => {
  it("is refused by name at every door", async () => {
    const body = `{"webhookEvent":"jira:issue_created","action":"labeled","x":${deep(8000)}}`;
    const { token } = await anAssignment();
    const form = new URLSearchParams({ payload: deep(8000) }).toString();
    const answers = {
      slack: await postSlack(body),
      form: await postSlack(form, undefined, "application/x-www-form-urlencoded"),
      jira: await postHook("jira", body, await signed("jira", body, "1")),
      github: await postHook(
        "github",
        body,
        await signed("github", body, "1", { "x-github-event": "issues" }),
      ),
      sentry: await postHook("sentry", body, await signed("sentry", body, "1")),
      api: await withToken("/api/actions", "approver-token", body),
      llm: await withToken("/llm/v1/messages", token, body),
      mcp: await withToken("/mcp/github", token, body),
    };
    for (const [door, answer] of Object.entries(answers)) {
      const text = await answer.text();
      expect([door, answer.status, text]).toEqual([door, 400, expect.stringContaining("levels deep")]);
    }
  });
});

describe("the name of a delivery", () => {
  it.each([
    ["a NUL", "Ev\u0000"],
    ["half a character", "Ev\ud800"],
    ["900,000 characters", "x".repeat(900_000)],
  ])("with %s is known again", async (_name, odd) => {
    const [first, again] = [`${unique()}${odd}`, `${unique()}${odd}`];
    const body = event(first, { text: `hello \ud83d\u0000` });
    expect(await (await postSlack(body)).json()).toEqual({ ok: true, signal: "queued" });
    expect(await (await postSlack(body)).json()).toEqual({ ok: true, signal: "duplicate" });
    expect(await (await postSlack(event(again))).json()).toEqual({ ok: true, signal: "queued" });
  });

  it("is another where only half a character differs", async () => {
    const id = unique();
    expect(await (await postSlack(event(`${id}\ud800`))).json()).toMatchObject({ signal: "queued" });
    expect(await (await postSlack(event(`${id}\ud801`))).json()).toMatchObject({ signal: "queued" });
  });

  it("is nothing that nobody has signed: a body that was caught is the same under another", async () => {
    const closed = {
      action: "closed",
      pull_request: { number: 9, merged: true, merge_commit_sha: "c".repeat(40) },
      repository: { id: 1, full_name: "acme/checkout" },
      sender: { login: "maya-ortiz" },
    };
    const headers = { "x-github-event": "pull_request" };
    const mark = unique();
    expect((await deliver("github", closed, mark, headers)).signal).toBe("queued");
    expect((await deliver("github", closed, mark, headers)).signal).toBe("duplicate");
  });

  it("keeps words as they are, without what no text can hold", async () => {
    const id = unique();
    await postSlack(event(id, { text: "<@U0SIGNALBOX> a\u0000b\ud800c 😀\n" }));
    expect(await signalRow(`slack:${id}`)).toMatchObject({ body: { text: "a\ufffdb\ufffdc 😀" } });
  });
});

describe("an event of Slack's", () => {
  it("is no click, whatever the request says that it is", async () => {
    const click = {
      type: "block_actions",
      user: { id: "U0MAYA" },
      trigger_id: "1",
      channel: { id: "C0GENERAL" },
    };
    const id = unique();
    const body = event(id, { text: `x&payload=${encodeURIComponent(JSON.stringify(click))}&y=` });
    const answer = await postSlack(body, undefined, "application/x-www-form-urlencoded");
    expect(await answer.json()).toEqual({ ok: true, signal: "queued" });
    expect((await interact(click)).status).toBe(400);
  });
});

describe("a post for the blog", () => {
  it("that no page can be built of is refused where it is proposed", async () => {
    const payload = {
      title: "Quotes",
      slug: "quotes",
      summary: "Many.",
      tags: ["quotes"],
      markdown: `${"> ".repeat(3000)}deep`,
      words: 1,
      author: "Lena",
    };
    const request = { kind: "blog_publish", payload };
    const answer = await send("/api/actions", request, { "idempotency-key": unique() });
    expect(answer.status).toBe(400);
  });
});
