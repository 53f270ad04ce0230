import { describe, expect, it } from "vitest";
import { signalsEndpoints } from "../../../shared/api/signals.ts";
import { signals } from "../../../shared/db/schema.ts";
import { receive } from "../../../shared/spine/receive.ts";
import { spine, unique } from "../support/spine.ts";
import { api } from "../support/task.ts";

type Kept = Partial<typeof signals.$inferInsert>;

async function keep(kind: string, body: object, over: Kept = {}): Promise<string> {
  const id = `api:test:${unique()}`;
  await spine.db.insert(signals).values({
    id,
    kind,
    provenance: "internal",
    status: "handled",
    body,
    receivedAt: spine.now(),
    ...over,
  });
  return id;
}
const said = (text: string): object => ({
  type: "slack",
  channel: "C0CONTENT",
  thread: "1.1",
  reply: false,
  user: "U0PRIYA",
  text,
});
const listed = async (query = "") =>
  signalsEndpoints.list.answer.parse(await (await api(`/api/signals${query}`)).json());
const read = async (id: string) =>
  signalsEndpoints.get.answer.parse(await (await api(`/api/signals/${encodeURIComponent(id)}`)).json())
    .signal;

describe("signals", () => {
  it("are listed newest first, dropped ones with their reason", async () => {
    const first = await keep("slack.mention", said("the first"));
    const id = `api:test:${unique()}`;
    await receive(spine, {
      id,
      kind: "slack.message",
      provenance: "internal",
      body: said("just chatting"),
      dropReason: "neither a mention nor an answer in a thread",
    });
    const { signals: rows } = await listed();
    expect(rows.slice(0, 2).map((row) => row.id)).toEqual([id, first]);
    expect(rows[0]).toMatchObject({
      status: "dropped",
      reason: "neither a mention nor an answer in a thread",
      summary: "just chatting",
      enqueuedAt: null,
    });
  });

  it("are found by status and by kind, page by page, none lost or repeated though their times are the same", async () => {
    const receivedAt = spine.now();
    const mine = new Set<string>();
    for (let n = 0; n < 5; n++) {
      mine.add(
        await keep("cron.digest", { type: "digest", day: "2026-11-21" }, { receivedAt, status: "dead" }),
      );
      await keep("cron.digest", { type: "digest", day: "2026-11-21" }, { receivedAt });
      await keep("api.request", said("x"), { receivedAt, status: "dead" });
    }
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof listed>> = await listed(
        `?status=dead&kind=cron.digest&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...page.signals.map((row) => row.id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(mine);
    expect((await listed("?kind=cron.digest")).signals).toHaveLength(10);
    expect((await api("/api/signals?status=lost")).status).toBe(400);
    expect((await api("/api/signals?kind=mail")).status).toBe(400);
  });

  it("are shown without personal data and secrets, also where the words are cut", async () => {
    const mark = unique("maya");
    const address = `${mark}@outside.example`;
    // The cut goes through the address.
    const id = await keep("slack.mention", said(`${"x".repeat(292)} ${address} and xoxb-123456789`), {
      reason: `no answer from ${address}`,
      status: "dead",
    });
    const whole = await read(id);
    expect(whole.summary).toHaveLength(300);
    expect(whole.body["text"]).toContain("[person]@outside.example and [secret]");
    for (const shown of [whole, (await listed("?status=dead")).signals]) {
      expect(JSON.stringify(shown)).not.toContain("maya");
      expect(JSON.stringify(shown)).not.toContain("xoxb-");
    }
  });

  it.each<[string, object, string]>([
    ["api.reply", { type: "reply", by: "you", text: "For engineers." }, "For engineers."],
    [
      "api.request",
      { type: "request", by: "you", text: "Write it up", project: "default", channel: null },
      "Write it up",
    ],
    [
      "api.action",
      { type: "action", by: "priya", request: { kind: "jira_comment", payload: { issue: "OPS-1" } } },
      'priya proposed jira_comment: {"issue":"OPS-1"}',
    ],
    ["cron.digest", { type: "digest", day: "2026-11-21" }, "the digest of 2026-11-21 is due"],
  ])("say in a line what was asked: %s", async (kind, body, summary) => {
    expect((await read(await keep(kind, body))).summary).toBe(summary);
  });

  it("are for people who may look", async () => {
    expect((await api("/api/signals", {})).status).toBe(401);
    expect((await api("/api/signals", { authorization: "Bearer viewer-token" })).status).toBe(200);
    expect((await api("/api/signals/none")).status).toBe(404);
  });
});
