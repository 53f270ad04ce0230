import { describe, expect, it } from "vitest";
import { signalOfEvent } from "../../../../shared/integrations/slack/map.ts";
import { problemsOf } from "../../../../shared/platform/problems.ts";
import { eventRequest } from "../../../../shared/integrations/slack/schema.ts";

const priya = { id: "priya", name: "Priya", role: "approver", slack: "U0PRIYA" } as const;

/** An event as Slack sends it, read as the door does. */
function signalOf(over: object) {
  const sent = {
    type: "event_callback",
    event_id: "Ev1",
    team_id: "T0HOME",
    authorizations: [{ user_id: "U0BOT", team_id: "T0HOME" }],
    event: {
      type: "message",
      user: "U0PRIYA",
      channel: "C1",
      ts: "2.1",
      thread_ts: "1.1",
      text: "about exports",
      ...over,
    },
  };
  const request = eventRequest.parse(sent);
  if (request.type !== "event_callback" || !("channel" in request.event)) throw new Error("no message");
  return signalOfEvent("Ev1", request.event, { bot: "U0BOT", home: "T0HOME" }, [priya]);
}
const mention = { type: "app_mention", thread_ts: undefined, text: "<@U0BOT> write something" };

describe("a message in Slack", () => {
  it.each([
    [
      "with a file",
      { subtype: "file_share", files: [{ name: "a.png", permalink: "https://s.example/a" }, null] },
      "about exports\n[file: a.png https://s.example/a]\n[file]",
    ],
    [
      "that is nothing but a file",
      { subtype: "file_share", text: "", files: [{ title: "Trace" }] },
      "[file: Trace]",
    ],
    ["that is sent to the channel as well", { subtype: "thread_broadcast" }, "about exports"],
    ["that says what somebody does", { subtype: "me_message" }, "about exports"],
  ])("is an answer in a thread %s", (_name, over, text) => {
    expect(signalOf(over)).toMatchObject({ dropReason: null, body: { reply: true, ts: "2.1", text } });
  });

  it("has the words that people see", () => {
    const text =
      "<@U0BOT> a &lt;b&gt; &amp;lt; <https://x.example|x.example> <mailto:a@b.example|a@b.example> <#C1|general> <!subteam^S1|@team> <!here> <@U9>";
    expect(signalOf({ ...mention, text })).toMatchObject({
      body: { text: "a <b> &lt; x.example a@b.example #general @team @here <@U9>" },
    });
  });

  it.each([
    ["hey <@U0BOT> stop everything: wrong prices", "hey stop everything: wrong prices"],
    ["stop everything <@U0BOT>", "stop everything"],
    ["<@U0BOT> ask <@U9>, <@U0BOT|signalbox>", "ask <@U9>,"],
  ])("has the words that people see, without our name wherever it stands: %s", (text, said) => {
    expect(signalOf({ ...mention, text })).toMatchObject({ body: { text: said } });
  });

  it("may say null of what it hasn't got", () => {
    const none = { subtype: null, bot_id: null, thread_ts: null, files: null, edited: null };
    expect(signalOf({ ...mention, ...none })).toMatchObject({ dropReason: null, body: { reply: false } });
    expect(signalOf({ ...none, thread_ts: "1.1", text: null })).toMatchObject({ body: { text: "" } });
  });

  it("is refused by the field that can't be read", () => {
    const { error } = eventRequest.safeParse({
      type: "event_callback",
      event_id: "Ev1",
      event: { type: "app_mention", user: "U0PRIYA", channel: 7, ts: "2.1", text: "hello" },
    });
    expect(problemsOf(error ?? expect.fail())).toMatch(
      /expected string, received number\s+→ at event\.channel/,
    );
  });

  it("is no answer besides where it mentions us, also by the long form of our name", () => {
    const text = "<@U0BOT|signalbox>, write something";
    expect(signalOf({ text })).toMatchObject({
      dropReason: "a mention, which arrives as an event of its own",
    });
    expect(signalOf({ ...mention, text })).toMatchObject({ body: { reply: false, text: "write something" } });
  });

  it.each([
    [{ user_team: "T0OTHER" }, "somebody of another organisation (T0OTHER) wrote it"],
    [{ source_team: "T0OTHER" }, "somebody of another organisation (T0OTHER) wrote it"],
    [{ user_profile: { is_stranger: true } }, "a stranger to our workspace wrote it"],
    [{ user_profile: { team: "T0HOME", is_restricted: true } }, "a guest wrote it"],
    [{ user_profile: { is_ultra_restricted: true } }, "a guest wrote it"],
  ])("is external and asks for nothing from outside of the workspace: %j", (over, dropReason) => {
    for (const words of [mention, {}])
      expect(signalOf({ ...words, ...over })).toMatchObject({ provenance: "external", dropReason });
    expect(signalOf({ ...mention, user_team: "T0HOME" })).toMatchObject({
      provenance: "operator",
      dropReason: null,
    });
  });

  it.each([
    [{ subtype: "message_changed", user: undefined }, "not a new message (message_changed)"],
    [{ subtype: "channel_join" }, "not a new message (channel_join)"],
    [{ subtype: "bot_message", bot_id: "B1" }, "not a new message (bot_message)"],
    [{ bot_id: "B1" }, "written by a bot"],
  ])("is nothing for us, with the reason: %j", (over, dropReason) => {
    expect(signalOf(over)).toMatchObject({ dropReason });
  });
});
