import { exports } from "cloudflare:workers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deadLetters, signals, tasks } from "../../../shared/db/schema.ts";
import { isInherited } from "../../../shared/platform/look-up.ts";
import { oddlyNamed, oddNames } from "../../attack/odd-names.ts";
import { afresh, settings } from "../spine/settings.ts";
import { interact, postSlack } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";
import { apiToken } from "../support/task.ts";
import { postHook, signed } from "../support/webhooks.ts";

async function ask(method: string, path: string, body: string | null): Promise<Response> {
  return exports.default.fetch(`http://signalbox.test${path}`, {
    method,
    headers: { authorization: `Bearer ${apiToken}`, "idempotency-key": unique() },
    ...(body === null ? {} : { body }),
  });
}

/** Everything that has come in so far. */
const recorded = async (): Promise<number> =>
  (await spine.db.select({ id: signals.id }).from(signals)).length;

beforeAll(afresh);
afterAll(afresh);

it.each(oddNames)("%s is an ordinary unknown name at every call of the API", async (name) => {
  const before = await recorded();
  const wrong: string[] = [];
  for (const { method, path, body } of oddlyNamed(name)) {
    const response = await ask(method, path, body);
    const words = await response.text();
    if (response.status < 400 || response.status >= 500)
      wrong.push(`${method} ${path} ${body ?? ""} was answered ${response.status} ${words.slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
  expect(await recorded()).toBe(before);
});

it.each(oddNames.filter(isInherited))(
  "%s is nobody's project in a list, nor one that rules can name",
  async (name) => {
    for (const query of [`project=${name}`, `kind=${name}`]) {
      const response = await ask("GET", `/api/tasks?${query}`, null);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ tasks: [] });
    }
    const { rules } = await settings();
    for (const place of ["projects", "projectWatch", "repositories"]) {
      const others = JSON.stringify({ ...rules.value, [place]: undefined }).slice(0, -1);
      const body = `{"version":${rules.version},"rules":${others},"${place}":{"${name}":{}}}}`;
      const response = await ask("PUT", "/api/settings/rules", body);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(name);
    }
  },
);

it("is read as nothing where services and people in Slack write it", async () => {
  for (const name of oddNames) {
    const hooks = [
      ["github", { action: name, repository: { full_name: `${name}/${name}` } }, { "x-github-event": name }],
      ["github", { action: "toString" }, { "x-github-event": "valueOf" }],
      ["sentry", { action: name, data: {} }, { "sentry-hook-resource": name }],
      ["jira", { webhookEvent: name, timestamp: 1 }, {}],
    ] as const;
    for (const [source, payload, headers] of hooks) {
      const body = JSON.stringify(payload);
      const response = await postHook(source, body, await signed(source, body, unique(), { ...headers }));
      expect(await response.json()).toMatchObject({ signal: "ignored" });
    }
    for (const [command, text] of [
      ["/agent", name],
      ["/agent", `status ${name}`],
      ["/agent", `list ${name}`],
      ["/signalbox", `top-up ${name} 1`],
      ["/signalbox", `top-up project-day 1 ${name}`],
      ["/signalbox", `watch ${name}`],
      ["/signalbox", `approve ${name} ${name}`],
    ] as const) {
      const form = new URLSearchParams({
        command,
        text,
        user_id: "U0MAYA",
        channel_id: "C0CONTENT",
        trigger_id: unique(),
      });
      const response = await postSlack(form.toString(), undefined, "application/x-www-form-urlencoded");
      expect(await response.text()).toMatch(/no_entry|[Nn]o project/);
    }
    const click = await interact({
      type: "block_actions",
      user: { id: name },
      trigger_id: "t",
      channel: { id: name },
      container: { message_ts: "1" },
      actions: [{ action_id: name, value: name }],
    });
    expect(click.status).toBe(200);
  }
  expect(await spine.db.select().from(deadLetters)).toEqual([]);
  const begun = await spine.db.select().from(tasks);
  // What another file has still under way is its own.
  expect(begun.filter(({ signalId }) => !signalId.startsWith("api:test:"))).toEqual([]);
});
