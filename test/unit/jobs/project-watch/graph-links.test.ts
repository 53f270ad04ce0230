import { describe, expect, it } from "vitest";
import { graphMailbox } from "../../../../shared/integrations/graph/mail-client.ts";
import { fetchOutlookDelta } from "../../../../shared/jobs/project-watch/sources/outlook/fetch-delta.ts";
import { outsideWith } from "../../platform/outside.ts";

const settings = { GRAPH_TENANT: "t", GRAPH_CLIENT_ID: "c", GRAPH_CLIENT_SECRET: "s" };
const root = "https://graph.microsoft.com/v1.0/users/a%40b.example/mailFolders/inbox/messages/delta";

/** A look at an inbox whose pages have these links; what was called besides the sign-in. */
async function look(checkpoint: string | null, ...links: object[]) {
  const called: string[] = [];
  const outside = outsideWith(settings, 1_000_000, async (input) => {
    const url = new Request(input).url;
    if (url.startsWith("https://login.microsoftonline.com/t/"))
      return Response.json({ access_token: "token", expires_in: 3599 });
    called.push(url);
    return Response.json({ value: [], ...links[called.length - 1] });
  });
  const mailbox = "a@b.example";
  const delta = await fetchOutlookDelta(
    {
      client: graphMailbox(outside, mailbox),
      project: "atlas",
      mailbox,
      folders: ["inbox"],
      people: [],
      now: outside.now,
      known: async () => new Map(),
    },
    checkpoint,
    0,
  );
  return { called, delta };
}

const kept = (link: string) =>
  JSON.stringify({ mailbox: "a@b.example", at: 0, since: null, folders: { inbox: link } });

describe("Graph's links", () => {
  it("are followed whole as they came", async () => {
    const next = `${root}?$skiptoken=a%2Bb==&x=1`;
    const last = `${root}?$deltatoken=c d`;
    const { called, delta } = await look(
      kept(`${root}?$deltatoken=0`),
      { "@odata.nextLink": next },
      { "@odata.deltaLink": last },
    );
    expect(called).toEqual([`${root}?$deltatoken=0`, next]);
    expect(delta.kind === "delta" && JSON.parse(delta.checkpoint)).toMatchObject({
      folders: { inbox: last },
    });
  });

  it.each([
    "https://evil.example/v1.0/x",
    "https://graph.microsoft.com.evil.example/v1.0/x",
    "https://graph.microsoft.com/v1.0evil",
  ])("that lead elsewhere are not followed: %s", async (link) => {
    const { called, delta } = await look(null, { "@odata.nextLink": link });
    expect(called).toHaveLength(1);
    expect(delta).toMatchObject({ kind: "failed", error: expect.stringContaining("another host") });
    // One that was kept is as good as expired.
    const later = await look(kept(link), { "@odata.deltaLink": `${root}?$deltatoken=1` });
    expect(later.called).toEqual([expect.stringContaining(`${root}?%24select=`)]);
    expect(later.delta).toMatchObject({ kind: "delta", note: expect.stringContaining("expired") });
  });

  it.each([null, "", "{", "{}", '{"mailbox":"other@b.example","at":0,"since":null,"folders":{}}'])(
    "begin anew with the checkpoint %s",
    async (checkpoint) => {
      const { called } = await look(checkpoint, { "@odata.deltaLink": `${root}?$deltatoken=1` });
      expect(called).toEqual([expect.stringContaining("receivedDateTime+ge+1970-01-01")]);
    },
  );
});
