import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../../workers/app.ts";
import type { Limit } from "../../../workers/rate-limit.ts";
import { anAssignment } from "../support/assignment.ts";
import { sign } from "../support/slack.ts";
import { unique } from "../support/spine.ts";
import { apiToken } from "../support/task.ts";
import { signed } from "../support/webhooks.ts";

const most = 2;

/** The real limits, with two a minute. What is counted here has keys of its own. */
function limited(mark: string): Env {
  const low = (of: RateLimit): RateLimit => ({
    limit: async ({ key }) => {
      const options = { key: `${mark}:${key}`, limit: most };
      return of.limit(options);
    },
  });
  const names: Limit[] = ["SENDER_LIMIT", "CALLER_LIMIT", "FAILURE_LIMIT", "TASK_LIMIT"];
  return { ...env, RATE_LIMITS: "true", ...Object.fromEntries(names.map((name) => [name, low(env[name])])) };
}

type Ask = (from: Env) => Promise<Response>;

const get =
  (path: string, headers: Record<string, string> = {}): Ask =>
  async (from) =>
    app.fetch(new Request(`http://signalbox.test${path}`, { headers }), from);
const post =
  (path: string, body: string, headers: Record<string, string>): Ask =>
  async (from) =>
    app.fetch(new Request(`http://signalbox.test${path}`, { method: "POST", body, headers }), from);

/** How it answers the first times, and then once more. */
async function statuses(ask: Ask): Promise<{ before: number[]; after: Response }> {
  // The windows of a minute are the clock's: one that ends in between begins again.
  for (;;) {
    const minute = Math.floor(Date.now() / 60_000);
    const from = limited(unique());
    const before: number[] = [];
    for (let n = 0; n < most; n += 1) before.push((await ask(from)).status);
    const after = await ask(from);
    if (Math.floor(Date.now() / 60_000) === minute) return { before, after };
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });

describe("too much at once", () => {
  it.each<[string, number, Ask]>([
    ["a person's calls", 200, get("/api/tasks", bearer("viewer-token"))],
    ["calls of nobody in particular", 200, get("/api/blog/posts")],
    ["looks at the health", 200, get("/health")],
    ["tokens that are guessed", 401, get("/api/tasks", bearer("guess"))],
    ["signatures that are guessed", 401, post("/webhooks/slack", "{}", { "x-slack-signature": "v0=00" })],
    ["assignments' tokens that are guessed", 401, post("/llm/v1/messages", "{}", bearer("guess"))],
  ])("is refused: %s", async (_name, usual, ask) => {
    const { before, after } = await statuses(ask);
    expect(before).toEqual([usual, usual]);
    expect(after.status).toBe(429);
    expect(after.headers.get("retry-after")).toBe("60");
    expect(await after.text()).toMatch(/rate_limit/);
  });

  it("of one sender keeps no other out", async () => {
    const from = limited(unique());
    const say = async (user: string): Promise<number> => {
      const event = { type: "message", channel: "C0GENERAL", user, text: "hi", ts: "1.1" };
      const body = JSON.stringify({ type: "event_callback", event_id: unique(), team_id: "T1", event });
      return (await post("/webhooks/slack", body, await sign(body))(from)).status;
    };
    const answers: number[] = [];
    for (let n = 0; n <= most; n += 1) answers.push(await say("U0JONAS"));
    expect(answers).toEqual([200, 200, 429]);
    expect(await say("U0PRIYA")).toBe(200);
  });

  it("of a service's account is refused, and nothing is recorded", async () => {
    const body = JSON.stringify({ action: "none", sender: { login: unique() } });
    const { before, after } = await statuses(async (from) =>
      post("/webhooks/github", body, await signed("github", body, unique()))(from),
    );
    expect([...before, after.status]).toEqual([200, 200, 429]);
  });

  it("of an assignment is refused in the API's own words", async () => {
    const { token } = await anAssignment();
    const { before, after } = await statuses(post("/llm/v1/messages", "{}", bearer(token)));
    expect([...before, after.status]).toEqual([400, 400, 429]);
    expect(await after.json()).toMatchObject({ error: { type: "rate_limit_error" } });
  });

  it("that is begun in a project is refused before it is recorded", async () => {
    const begin: Ask = async (from) =>
      post("/api/tasks", JSON.stringify({ text: "a post, please" }), {
        ...bearer(apiToken),
        "idempotency-key": unique(),
      })({ ...from, CALLER_LIMIT: env.CALLER_LIMIT });
    const { before, after } = await statuses(begin);
    expect([...before, after.status]).toEqual([202, 202, 429]);
  });
});
