import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Meaning,
  meaningOf,
  type ServiceAnswers,
  tokenRefusal,
} from "../../../shared/domain/answers.ts";
import { asanaAnswers } from "../../../shared/integrations/asana/answers.ts";
import { elevenlabsAnswers } from "../../../shared/integrations/elevenlabs/answers.ts";
import { liveavatarAnswers } from "../../../shared/integrations/liveavatar/answers.ts";
import { blueskyAnswers } from "../../../shared/integrations/bluesky/answers.ts";
import { githubAnswers } from "../../../shared/integrations/github/answers.ts";
import { gmailAnswers } from "../../../shared/integrations/gmail/answers.ts";
import { graphAnswers } from "../../../shared/integrations/graph/answers.ts";
import { jiraAnswers } from "../../../shared/integrations/jira/answers.ts";
import { linkedinAnswers } from "../../../shared/integrations/linkedin/answers.ts";
import { resendAnswers } from "../../../shared/integrations/mail/answers.ts";
import { hookAnswers } from "../../../shared/integrations/pages/answers.ts";
import { sentryAnswers } from "../../../shared/integrations/sentry/answers.ts";
import { slackAnswers } from "../../../shared/integrations/slack/answers.ts";
import { threadsAnswers } from "../../../shared/integrations/threads/answers.ts";
import { slackClient } from "../../../shared/integrations/slack/client.ts";
import { notificationSchema } from "../../../shared/integrations/slack/message.ts";
import { outsideWith } from "../platform/outside.ts";

const all: ServiceAnswers[] = [
  asanaAnswers,
  blueskyAnswers,
  elevenlabsAnswers,
  liveavatarAnswers,
  githubAnswers,
  gmailAnswers,
  graphAnswers,
  jiraAnswers,
  linkedinAnswers,
  resendAnswers,
  hookAnswers,
  sentryAnswers,
  slackAnswers,
  threadsAnswers,
];
const message = notificationSchema.parse({
  channel: "C1",
  thread: null,
  update: null,
  text: "x",
  blocks: [],
});
const someAnswers = fc.constantFrom(...all);
/** A code is read of the service's own words alone. */
const someTrouble = (service: ServiceAnswers) =>
  fc
    .record({
      status: fc.integer({ min: 300, max: 599 }),
      code: fc.option(fc.constantFrom("constructor", "no_such", ...Object.keys(service.codes ?? {})), {
        nil: undefined,
      }),
      isOwn: fc.boolean(),
      isRead: fc.boolean(),
    })
    .map((trouble) => ({ ...trouble, isOwn: trouble.isOwn || trouble.code !== undefined }));

describe("what a service's answers mean", () => {
  it("never loses a read, waits for every limit, and ends a write for good by the service's own word alone", () => {
    fc.assert(
      fc.property(
        someAnswers.chain((service) => fc.tuple(fc.constant(service), someTrouble(service))),
        ([service, trouble]) => {
          const meaning = meaningOf(service, trouble);
          if (trouble.isRead) expect(meaning).not.toBe("lost");
          const isNamed = Object.hasOwn(service.codes ?? {}, trouble.code ?? "");
          if (trouble.status === 429 && !isNamed) expect(meaning).toBe("limited");
          if (meaning === "refused" && !trouble.isRead) expect(trouble.isOwn).toBe(true);
          if (trouble.status === 425 && !isNamed) expect(meaning).toBe("down");
          if (trouble.status >= 500 && !isNamed) expect(meaning).not.toBe("refused");
        },
      ),
    );
  });

  it("waits where Jira is changing the issue for somebody else, and knows a key that mail's service doesn't take", () => {
    const trouble = { isOwn: true, isRead: false };
    expect(meaningOf(jiraAnswers, { ...trouble, status: 409 })).toBe("down");
    expect(meaningOf(jiraAnswers, { ...trouble, status: 400 })).toBe("refused");
    expect(tokenRefusal(resendAnswers, { status: 403, code: "invalid_api_key" })).toEqual({ token: true });
    expect(tokenRefusal(resendAnswers, { status: 403, code: "validation_error" })).toEqual({});
  });

  it.each<[string, Meaning]>([
    ["ratelimited", "limited"],
    ["external_channel_migrating", "down"],
    ["service_unavailable", "lost"],
    ["request_timeout", "lost"],
    ["internal_error", "lost"],
    ["fatal_error", "lost"],
    ["channel_not_found", "refused"],
    ["is_archived", "refused"],
  ])("takes Slack's %s for %s", async (code, meaning) => {
    const answer = async () => Response.json({ ok: false, error: code });
    const slack = slackClient(outsideWith({ SLACK_BOT_TOKEN: "xoxb-of-nobody" }, 0, answer));
    const outcome = await slack.post(message, "a1");
    expect(outcome.kind).toBe(meaning === "limited" || meaning === "down" ? "not_applied" : meaning);
  });

  it("takes Slack's 429 for a limit, whatever it says of how long", async () => {
    for (const headers of [{}, { "retry-after": "soon" }, { "retry-after": "0" }, { "retry-after": "7" }]) {
      const answer = async () => new Response("", { status: 429, headers });
      const slack = slackClient(outsideWith({ SLACK_BOT_TOKEN: "xoxb-of-nobody" }, 0, answer));
      expect(await slack.find(message, "a1")).toMatchObject({
        kind: "unseen",
        isDown: false,
        afterMs: headers["retry-after"] === "7" ? 7000 : 10_000,
      });
    }
  });
});
