import { beforeEach, describe, expect, it } from "vitest";
import { jiraClient } from "../../../../shared/integrations/jira/client.ts";
import { moveIssue } from "../../../../shared/integrations/jira/move-issue.ts";
import { aJira, create } from "../../jobs/project-watch/jira-play.ts";

let jira: ReturnType<typeof aJira>;
beforeEach(async () => {
  jira = aJira();
  await jira.play(
    create("Ours"),
    create("Shows what leads out of In Progress", { status: "In Progress" }),
    create("Shows what leads out of In Review", { status: "In Review" }),
  );
});

const ours = { issue: "ATL-1", from: "To Do", to: "Done" };
const stands = async () => (await jira.issue("ATL-1"))?.history.map(({ to }) => to);

describe("the way of an issue to a status", () => {
  it("has as many steps as the workflow asks for", async () => {
    expect(await moveIssue(jira.outside(), ours, Date.now())).toMatchObject({
      kind: "applied",
      result: { issue: "ATL-1", status: "Done" },
    });
    expect(await stands()).toEqual(["In Progress", "In Review", "Done"]);
  });

  it("is not begun where nobody can tell how it ends", async () => {
    await jira.play({ kind: "delete", issue: "ATL-3" });
    expect(await moveIssue(jira.outside(), ours, null)).toEqual({
      kind: "refused",
      error: "ATL-1 can't go from To Do to Done, only to In Progress",
    });
    expect(await stands()).toEqual([]);
  });

  it("is left to people where a screen asks for something, and it says which", async () => {
    expect(await moveIssue(jira.outside(), { ...ours, to: "Won't Do" }, null)).toMatchObject({
      kind: "refused",
      error: expect.stringMatching(/"Give up" asks for resolution/),
    });
    expect(await stands()).toEqual([]);
  });

  it("ends where somebody else moves the issue between two steps", async () => {
    const calls = await countOfCalls();
    const outside = jira.outside({
      [calls]: async () => jira.play({ kind: "move", issue: "ATL-1", to: "Blocked" }),
    });
    expect(await moveIssue(outside, ours, Date.now())).toMatchObject({
      kind: "stale",
      error: expect.stringContaining("Blocked"),
    });
    expect(await stands()).toEqual(["In Progress", "Blocked"]);
  });

  it("is gone on with by the next attempt, but not where somebody else has gone it", async () => {
    const began = Date.now();
    await jira.fault({ path: "/transitions", match: '"51"', status: 429, retryAfter: 3 });
    expect(await moveIssue(jira.outside(), ours, began)).toMatchObject({
      kind: "not_applied",
      afterMs: 3000,
    });
    expect(await stands()).toEqual(["In Progress"]);
    expect(await moveIssue(jira.outside(), ours, began)).toMatchObject({ kind: "applied" });
    expect(await stands()).toEqual(["In Progress", "In Review", "Done"]);

    await jira.play(create("Theirs"), { kind: "move", issue: "ATL-4", to: "In Progress" });
    expect(await moveIssue(jira.outside(), { ...ours, issue: "ATL-4" }, began)).toEqual({
      kind: "refused",
      error: "ATL-4 is In Progress now, not To Do",
    });
  });

  /** Up to and with the first step. */
  async function countOfCalls(): Promise<number> {
    const other = aJira();
    await other.play(
      create("Ours"),
      create("Second", { status: "In Progress" }),
      create("Third", { status: "In Review" }),
    );
    await moveIssue(other.outside(), ours, Date.now());
    return other.calls.indexOf("POST issue/ATL-1/transitions") + 1;
  }
});

describe("a comment that is read back", () => {
  it("stands as it was sent, with its lists and links, and with nothing that it only looks like", async () => {
    const text =
      "Hello **all**, [here](https://evil.example) @maya\n\n- one\n- https://a.example/x?y=1.\n\n3. third\n4. fourth";
    expect(await jiraClient(jira.outside()).comment("ATL-1", text, "a")).toMatchObject({
      kind: "applied",
      result: { issue: "ATL-1", readBack: "same" },
    });
    expect((await jira.issue("ATL-1"))?.comments).toMatchObject([{ text }]);
  });

  it.each([
    ["other words", "Late", "Early"],
    ["another address", '"href":"https://a.example/1"', '"href":"https://a.example/2"'],
  ])("is different with %s, also when it is found again", async (_name, sent, made) => {
    const text = "Late: https://a.example/1";
    const outside = jira.outside();
    const altering = {
      ...outside,
      fetch: async (input: RequestInfo | URL, init?: RequestInit) =>
        outside.fetch(
          input,
          typeof init?.body === "string" ? { ...init, body: init.body.replaceAll(sent, made) } : init,
        ),
    };
    expect(await jiraClient(altering).comment("ATL-1", text, "a")).toMatchObject({
      result: { readBack: "different" },
    });
    expect(await jiraClient(outside).findComment("ATL-1", text, "a")).toMatchObject({
      kind: "found",
      result: { readBack: "different" },
    });
  });

  it("is written, though nobody could look", async () => {
    await jira.fault({ path: "/comment/", status: 500 });
    expect(await jiraClient(jira.outside()).comment("ATL-1", "Hello", "a")).toMatchObject({
      kind: "applied",
      result: { readBack: "unread" },
    });
  });
});
