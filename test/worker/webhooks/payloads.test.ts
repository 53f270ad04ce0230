import definitions from "@octokit/webhooks-examples";
import { eq, inArray, like } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { signals } from "../../../shared/db/schema.ts";
import { interact, postSlack } from "../support/slack.ts";
import { stop } from "../../../shared/spine/stop.ts";
import { spine } from "../support/spine.ts";
import { deliver, signalRow } from "../support/webhooks.ts";
import { send } from "./github-payloads.ts";
import { ofJira } from "./payloads/jira.ts";
import type { Payload } from "./payloads/payload.ts";
import { ofSentry } from "./payloads/sentry.ts";
import { ofSlackButtons, ofSlackClicks, ofSlackCommands } from "./payloads/slack-clicks.ts";
import { ofSlackEvents } from "./payloads/slack.ts";

const soonMs = 15_000;
/** So many ids at most in one query of D1's. */
const mostIds = 90;

// Nothing begins of what is told here: it is about the doors.
beforeAll(async () => {
  const person = { id: "maya", name: "Maya", role: "operator" } as const;
  await stop(spine, { scope: { kind: "all" }, person, reason: "only the doors" });
});

interface Answered {
  id: string;
  status: number;
  signal: string;
}

const slackEvent = async ({ payload }: Payload): Promise<Answered> => {
  const response = await postSlack(JSON.stringify(payload));
  const text = await response.text();
  const { event_id = "" } = JSON.parse(JSON.stringify(payload));
  return { id: `slack:${event_id}`, status: response.status, signal: JSON.parse(text).signal };
};

/** Real-shaped deliveries, and how each reaches its door. */
const sources: [string, readonly Payload[], (one: Payload) => Promise<Answered>][] = [
  [
    "Sentry",
    ofSentry,
    async ({ payload, headers }) => deliver("sentry", payload, crypto.randomUUID(), headers),
  ],
  ["Jira", ofJira, async ({ payload }) => deliver("jira", payload, crypto.randomUUID())],
  ["Slack", ofSlackEvents, slackEvent],
];

describe.each(sources)("what %s really sends", (_source, payloads, post) => {
  it("becomes what it says, or leaves a row with the reason", async () => {
    const answers = await Promise.all(payloads.map(post));
    const said = payloads.map(({ name, becomes }) => ({ name, status: 200, signal: becomes }));
    expect(answers.map(({ status, signal }, n) => ({ name: payloads[n]?.name, status, signal }))).toEqual(
      said,
    );
    for (const [n, { name, becomes, row = {}, id = answers[n]?.id ?? "" }] of payloads.entries()) {
      // What we have said ourselves is on record as the action that said it.
      if (name === "what we have said ourselves") continue;
      await vi.waitFor(async () => {
        const found = await signalRow(id);
        expect(found, name).toMatchObject(row);
        if (becomes !== "queued") expect(found?.reason, name).toMatch(/\w/);
      }, soonMs);
    }
  });
});

describe("what GitHub really sends", () => {
  it("is answered with 200, each of the examples that there are, and what is not taken leaves a row with the reason", async () => {
    const all = definitions.flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
    const answers = await Promise.all(all.map(async ({ name, payload }) => send(name, payload)));
    expect(
      answers.flatMap(({ status, text }, n) => (status === 200 ? [] : `${all[n]?.name}: ${text}`)),
    ).toEqual([]);
    // What is said goes by its own id, which the row of one that is ignored doesn't have.
    const ignored = answers.flatMap(({ id, signal }) =>
      signal === "ignored" && !id.startsWith("github:comment:") ? [id] : [],
    );
    const some = ignored.slice(0, mostIds);
    const kept = async () => spine.db.select().from(signals).where(inArray(signals.id, some));
    await vi.waitFor(async () => expect(await kept()).toHaveLength(mostIds), soonMs);
    const rows = await spine.db.select().from(signals).where(like(signals.kind, "github.%"));
    expect(rows.filter(({ status, reason }) => status === "dropped" && !reason)).toEqual([]);
  });
});

describe("what people do in Slack", () => {
  it("is answered where there is nothing for us in it, and leaves a row with the reason", async () => {
    for (const payload of [...ofSlackClicks, ...ofSlackButtons])
      expect((await interact(payload)).status, JSON.stringify(payload)).toBe(200);
    const reasons = async () => {
      const rows = await spine.db.select().from(signals).where(eq(signals.kind, "slack.ignored"));
      return rows.map(({ reason }) => reason);
    };
    const unread = ofSlackClicks.map(({ type }) => `nothing is read from ${type}`);
    await vi.waitFor(async () => expect(await reasons()).toEqual(expect.arrayContaining(unread)), soonMs);
  });

  it("is answered in words where it is a command, whatever is said", async () => {
    for (const fields of ofSlackCommands) {
      const response = await postSlack(
        new URLSearchParams(fields).toString(),
        undefined,
        "application/x-www-form-urlencoded",
      );
      expect([fields["text"], response.status]).toEqual([fields["text"], 200]);
      expect(JSON.parse(await response.text()).text, fields["text"]).toMatch(/\w/);
    }
  });
});
