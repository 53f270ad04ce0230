import { beforeEach, describe, expect, it } from "vitest";
import type { JiraPlayEvent } from "../../../sandbox/jira/events.ts";
import { createJiraTwin } from "../../../sandbox/jira/twin.ts";

let twin: ReturnType<typeof createJiraTwin>;
beforeEach(() => {
  twin = createJiraTwin({ signalboxUrl: null, webhookSecret: "s" });
});

const headers = { authorization: `Basic ${btoa("crew@a.example:token")}` };
async function call(path: string, body?: object) {
  const response = await twin.app.request(path, {
    headers,
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  const json: unknown = await response.json();
  return { status: response.status, json };
}
const play = async (events: JiraPlayEvent[]) => call("/_/play", { events });
const search = async (jql: string, more: object = {}) =>
  call("/rest/api/3/search/jql", { jql, fields: ["summary"], ...more });
const keys = (json: unknown) => JSON.stringify(json).match(/ATL-\d+/g) ?? [];

describe("a story played into Jira", () => {
  it("happens at its own dates, by its own people, and its changelog tells of it", async () => {
    const told = await play([
      { kind: "person", name: "ines", displayName: "Ines Calder" },
      {
        kind: "create",
        at: "2026-11-02T08:00:00Z",
        by: "ines",
        project: "ATL",
        summary: "Cut-over plan",
        due: "2026-11-20",
      },
      { kind: "move", at: "2026-11-03T09:30:00Z", by: "ines", issue: "ATL-1", to: "In Review" },
      { kind: "due", at: "2026-11-04T09:30:00Z", issue: "ATL-1", date: "2026-11-27" },
      { kind: "comment", at: "2026-11-05T10:00:00Z", issue: "ATL-1", text: "A week later, then." },
    ]);
    expect(told).toEqual({ status: 200, json: { issues: [null, "ATL-1", "ATL-1", "ATL-1", "ATL-1"] } });
    expect(await call("/rest/api/3/issue/ATL-1")).toMatchObject({
      json: {
        fields: {
          created: "2026-11-02T08:00:00.000+0000",
          updated: "2026-11-05T10:00:00.000+0000",
          reporter: { displayName: "Ines Calder" },
        },
      },
    });
    const { json } = await call("/rest/api/3/issue/ATL-1/changelog");
    expect(json).toMatchObject({
      total: 2,
      values: [
        {
          id: expect.any(String),
          created: "2026-11-03T09:30:00.000+0000",
          items: [{ field: "status", fromString: "To Do" }],
        },
        { items: [{ field: "duedate", from: "2026-11-20", to: "2026-11-27" }] },
      ],
    });
  });

  it("stops loudly at what can't be, and says where", async () => {
    const nobody = await play([
      { kind: "create", project: "ATL", summary: "One" },
      { kind: "assign", issue: "ATL-1", to: "nobody" },
    ]);
    expect(nobody).toMatchObject({
      status: 400,
      json: { error: expect.stringContaining("events.1"), issues: ["ATL-1"] },
    });
    expect(await play([{ kind: "create", key: "ATL-9", project: "ATL", summary: "Two" }])).toMatchObject({
      status: 400,
    });
  });

  it("is found by minutes, whatever the account's time zone makes of a date", async () => {
    await call("/_/settings", { now: "2026-11-10T12:00:00Z", timeZone: "America/New_York" });
    await play([
      { kind: "create", at: "2026-11-10T11:20:00Z", project: "ATL", summary: "Lately" },
      { kind: "create", at: "2026-11-10T08:00:00Z", project: "ATL", summary: "Before" },
    ]);
    expect(keys((await search("project = ATL AND updated >= -45m ORDER BY updated ASC")).json)).toEqual([
      "ATL-1",
    ]);
    // 11:00 in UTC is 06:00 there: whoever asks with a UTC date asks for what comes hours later.
    expect(keys((await search('project = ATL AND updated >= "2026-11-10 11:00"')).json)).toEqual([]);
  });

  it("comes in pages that shift, whose tokens end, and a little late", async () => {
    await call("/_/settings", { pageSize: 1 });
    await play(
      ["One", "Two", "Three"].map((summary, n) => ({
        kind: "create",
        project: "ATL",
        summary,
        at: `2026-11-10T08:0${n}:00Z`,
      })),
    );
    const jql = "project = ATL AND updated >= -999999m ORDER BY updated ASC";
    const first: { nextPageToken?: string } = Object((await search(jql)).json);
    await play([{ kind: "flag", issue: "ATL-1", on: true }]);
    expect(keys((await search(jql, { nextPageToken: first.nextPageToken })).json)).toEqual(["ATL-3"]);
    await call("/_/settings", { tokenMs: 0 });
    const ended: { nextPageToken?: string } = Object((await search(jql)).json);
    expect(await search(jql, { nextPageToken: ended.nextPageToken })).toMatchObject({ status: 400 });
    await call("/_/settings", { searchLagMs: 60_000, pageSize: 100 });
    await play([{ kind: "create", project: "ATL", summary: "Not indexed" }]);
    expect(keys((await search(jql)).json)).not.toContain("ATL-4");
  });
});
