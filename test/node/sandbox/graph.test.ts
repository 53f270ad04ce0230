import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createGraphTwin } from "../../../sandbox/graph/twin.ts";

let now: number;
let twin: ReturnType<typeof createGraphTwin>;
let token: string;

const signIn = async (over: object = {}) =>
  twin.app.request("/login/tenant/oauth2/v2.0/token", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "c",
      client_secret: "s",
      scope: "https://graph.microsoft.com/.default",
      ...over,
    }),
  });
const get = async (path: string, prefer = 'IdType="ImmutableId"') => {
  const answer = await twin.app.request(`/v1.0/users/atlas@signalbox.example/${path}`, {
    headers: { authorization: `Bearer ${token}`, prefer },
  });
  return {
    status: answer.status,
    body: z
      .looseObject({ value: z.array(z.looseObject({ id: z.string() })).optional() })
      .parse(await answer.json()),
  };
};
const post = async (path: string, body: object) =>
  (await twin.app.request(path, { method: "POST", body: JSON.stringify(body) })).json();
const mail = {
  from: "Maya <maya@signalbox.example>",
  to: "atlas@signalbox.example",
  subject: "<b>Hello</b>",
  body: "<script>alert(1)</script>",
};

beforeEach(async () => {
  now = Date.parse("2026-11-20T09:00:00Z");
  twin = createGraphTwin(() => now);
  token = z.object({ access_token: z.string() }).parse(await (await signIn()).json()).access_token;
});

describe("the stand-in for Microsoft Graph", () => {
  it("lets in who has signed in, for an hour", async () => {
    expect((await signIn({ client_secret: "wrong" })).status).toBe(401);
    expect((await get("mailFolders/inbox")).status).toBe(200);
    now += 3_600_000;
    expect((await get("mailFolders/inbox")).status).toBe(401);
  });

  it.each([
    ["a field that isn't one", "mailFolders/inbox/messages/delta?$select=subjet", 400],
    ["another order", "mailFolders/inbox/messages/delta?$select=subject&$orderby=subject", 400],
    ["a token that it never gave", "mailFolders/inbox/messages/delta?$deltatoken=abc", 400],
    ["a folder by a name of people's", "mailFolders/Projekte/messages/delta", 400],
    ["what it doesn't know", "calendar/events", 501],
  ])("refuses %s", async (_what, path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it("gives ids that stay only to who asks for them", async () => {
    await post("/_/play", {
      mails: [
        { ...mail, id: "one" },
        { ...mail, id: "one" },
      ],
    });
    const ids = async (folder: string, prefer?: string) =>
      (await get(`mailFolders/${folder}/messages/delta`, prefer)).body.value?.map(({ id }) => id);
    const [before, weak] = [await ids("inbox"), await ids("inbox", "")];
    expect(before).toHaveLength(1);
    await post("/_/move", { id: "one", folder: "archive" });
    expect(await ids("archive")).toEqual(before);
    expect(await ids("archive", "")).not.toEqual(weak);
  });

  it("shows mails to people as text, remembers them over a restart and forgets them on reset", async () => {
    await post("/_people/mail", { ...mail, attachments: "a.pdf, b.pdf" });
    const page = await (await twin.app.request("/")).text();
    expect(page).toContain("&lt;b&gt;Hello");
    expect(page).toContain("a.pdf, b.pdf");
    expect(page).not.toContain("<script>");
    const snapshot: unknown = JSON.parse(JSON.stringify(twin.snapshot()));
    twin = createGraphTwin(() => now);
    twin.restore(snapshot);
    expect((await get("mailFolders/inbox")).body["totalItemCount"]).toBe(1);
    await twin.app.request("/_sandbox/reset", { method: "POST" });
    expect(await (await twin.app.request("/")).text()).toContain("No mail yet.");
  });
});
