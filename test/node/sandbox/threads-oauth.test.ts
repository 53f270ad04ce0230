import { beforeEach, expect, it } from "vitest";
import { createThreadsTwin } from "../../../sandbox/threads/twin.ts";
import type { Twin } from "../../../sandbox/twin.ts";
import { threadsConnector } from "../../../shared/integrations/threads/connector.ts";
import { configSchema, type Outside } from "../../../shared/platform/config.ts";
import { localSettings } from "../../../scripts/stack/settings.ts";

const day = 24 * 60 * 60_000;
const redirectUri = "http://127.0.0.1:8790/accounts/threads";
const ports = { worker: 1, sandbox: 2, blog: 3, dashboard: 4, executor: 5 };
/** Those of wrangler.toml, as far as the form insists on them. */
const vars = {
  INTENT_CONFIDENCE_THRESHOLD: "0.7",
  LLM_TASK_BUDGET_USD: "1",
  LLM_FIX_BUDGET_USD: "1",
  LLM_DAILY_BUDGET_USD: "1",
  LLM_MONTHLY_BUDGET_USD: "1",
  WATCHDOG_SECONDS: "60",
  QUEUE_PATIENCE_SECONDS: "60",
  LINKEDIN_VERSION: "202607",
  GMAIL_AUTHSERV: "mx.google.com",
};

let now: number;
let outside: Outside;
let twin: Twin["app"];

beforeEach(() => {
  now = Date.now();
  const clock = (): number => now;
  twin = createThreadsTwin(clock).app;
  outside = {
    settings: configSchema.parse({
      ...vars,
      ...localSettings("", ports, "token").values,
      THREADS_API_URL: "http://threads.test",
      THREADS_OAUTH_URL: "http://threads.test/oauth",
    }),
    now: clock,
    fetch: async (input, init) => twin.request(input instanceof Request ? input : String(input), init),
  };
});

async function agreed(decision: "allow" | "cancel", uri = redirectUri): Promise<URL> {
  const page = threadsConnector.pageFor(outside.settings, { state: "s", challenge: null, redirectUri: uri });
  const answer = await twin.request(page, { method: "POST", body: new URLSearchParams({ decision }) });
  return new URL(answer.headers.get("location") ?? "about:blank");
}

const exchange = async (code: string, uri = redirectUri) =>
  threadsConnector.exchange(outside, { code, verifier: null, redirectUri: uri });

it("a profile's yes is good for sixty days, which it renews once it is a day old", async () => {
  const back = await agreed("allow");
  const grant = await exchange(back.searchParams.get("code") ?? "");
  if (grant.kind !== "answered") throw new Error(grant.error);
  expect(grant.value).toMatchObject({ account: "17841400000000001", name: "acme.tools" });
  const { refresh } = grant.value;
  expect(grant.value.expiresAt).toBe(now + 60 * day);
  expect(await threadsConnector.renew(outside, refresh ?? "")).toMatchObject({ kind: "refused" });
  now += 2 * day;
  const renewed = await threadsConnector.renew(outside, refresh ?? "");
  expect(renewed).toMatchObject({ kind: "answered", value: { expiresAt: now + 60 * day } });
  now += 61 * day;
  const ended = await threadsConnector.check(outside, refresh ?? "");
  expect(ended.kind === "refused" && threadsConnector.refusesToken(ended)).toBe(true);
});

it("a no, a code of another address and one that was used connect nothing", async () => {
  expect((await agreed("cancel")).searchParams.get("error")).toBe("access_denied");
  expect((await agreed("allow", "https://evil.example/accounts/threads")).href).toBe("about:blank");
  const code = (await agreed("allow")).searchParams.get("code") ?? "";
  expect(await exchange(code, "http://127.0.0.1:8790/accounts/other")).toMatchObject({ kind: "refused" });
  expect(await exchange(code)).toMatchObject({ kind: "refused" });
});
