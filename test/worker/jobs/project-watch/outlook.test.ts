import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { watchSignals } from "../../../../shared/db/schema.ts";
import type { WatchSignal } from "../../../../shared/domain/watch/watch-signal.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { watchRules } from "../../../../shared/jobs/project-watch/rules.ts";
import type { Delta } from "../../../../shared/jobs/project-watch/sources/signal-source.ts";
import { sealSource } from "../../../../shared/jobs/project-watch/sources/signal-source.ts";
import { outlook } from "../../../../shared/jobs/project-watch/sources/outlook/source.ts";
import { faults, sandbox } from "../../support/slack.ts";
import { unique } from "../../support/spine.ts";

const day = 24 * 3_600_000;
const maya = { id: "maya", name: "Maya", role: "operator", email: "maya@signalbox.example" };
const spine = configuredSpine({ ...env, PEOPLE: JSON.stringify([maya]) });

let project: string;
let mailbox: string;
beforeEach(async () => {
  project = unique("p");
  mailbox = `${project}@signalbox.example`;
  await sandbox("/graph/_/folder", { mailbox, name: "Inbox" });
});

const play = async (...mails: object[]): Promise<string[]> => {
  const all = mails.map((mail) => ({
    mailbox,
    at: Date.now() - 60_000,
    from: "Maya Ortiz <maya@signalbox.example>",
    to: mailbox,
    subject: "Rollout",
    body: "We go on Monday.",
    ...mail,
  }));
  const played = await sandbox<{ mails: { id: string }[] }>("/graph/_/play", { mails: all });
  return played.mails.map(({ id }) => id);
};

/** A look as a cycle does it: what it tells is stored, and its checkpoint is kept. */
async function look(checkpoint: string | null, folders = ["inbox"], since = Date.now() - 30 * day) {
  const delta = await ask(checkpoint, folders, since);
  if (delta.kind === "failed") throw new Error(delta.error);
  const rows = delta.signals.map(rowOf);
  for (let at = 0; at < rows.length; at += 4)
    await spine.db.insert(watchSignals).values(rows.slice(at, at + 4));
  return delta;
}

async function ask(
  checkpoint: string | null,
  folders = ["inbox"],
  since = Date.now() - 30 * day,
): Promise<Delta> {
  const opened = await sealSource(outlook).open(
    spine,
    project,
    watchRules.parse({ outlook: { mailbox, folders } }),
  );
  return opened.kind === "open" ? opened.session.fetchDelta(checkpoint, since) : opened;
}

const rowOf = ({ id, source, type, item, title, author, provenance, at }: WatchSignal) => {
  const receivedAt = Date.now();
  return { id, project, source, type, item, title, author: author.name, provenance, at, receivedAt };
};

const titles = ({ signals }: { signals: WatchSignal[] }) => signals.map(({ title }) => title);

describe("a watched mailbox", () => {
  it("tells of each mail once, and asks Graph once when nothing has happened", async () => {
    await play(
      { subject: "Old", at: Date.now() - 40 * day },
      { subject: "First" },
      { subject: "Second", attachments: ["plan.pdf"] },
    );
    const first = await look(null);
    expect(titles(first)).toEqual(["First", "Second"]);
    expect(first.signals[1]).toMatchObject({
      type: "mail_received",
      text: "We go on Monday.",
      author: { name: "Maya Ortiz", address: "maya@signalbox.example" },
      to: [mailbox],
      attachments: ["plan.pdf"],
      provenance: "internal",
    });
    const before = await calls();
    const idle = await look(first.checkpoint);
    expect(idle).toMatchObject({ signals: [], more: false, note: null });
    expect((await calls()) - before).toBe(1);
  });

  it("tells of a mail that comes late with an old date", async () => {
    const first = await look(null);
    const written = Date.now() - 5 * day;
    await play({ subject: "Late", at: written, received: Date.now() });
    expect((await look(first.checkpoint)).signals).toMatchObject([{ title: "Late", at: written }]);
  });

  it.each(["gone", "lost"])(
    "reads everything anew when its link is %s, and repeats nothing",
    async (expire) => {
      await play({ subject: "First" });
      const first = await look(null);
      await play({ subject: "Meanwhile" });
      await sandbox("/graph/_/trouble", { expire });
      const anew = await look(first.checkpoint);
      expect(titles(anew)).toEqual(["Meanwhile"]);
      expect(anew.note).toContain("had expired");
      expect(titles(await look(anew.checkpoint))).toEqual([]);
    },
  );

  it("drops what Graph tells twice, and a mail that has only changed", async () => {
    const first = await look(null);
    const [id] = await play({ subject: "Once" }, { subject: "Twice" });
    await sandbox("/graph/_/trouble", { duplicates: 1 });
    const second = await look(first.checkpoint);
    expect(titles(second)).toEqual(["Once", "Twice"]);
    await sandbox("/graph/_/move", { id, folder: "inbox" });
    expect(titles(await look(second.checkpoint))).toEqual([]);
  });

  it("knows a move from one watched folder to another from a removal", async () => {
    const [moved, removed] = await play({ subject: "Moved" }, { subject: "Thrown away" });
    const folders = ["inbox", "archive"];
    const first = await look(null, folders);
    await sandbox("/graph/_/move", { id: moved, folder: "archive" });
    await sandbox("/graph/_/delete", { id: removed });
    const second = await look(first.checkpoint, folders);
    expect(second.signals).toMatchObject([
      { type: "mail_removed", title: "Removed: Thrown away", item: first.signals[1]?.item },
    ]);
  });

  it("goes on page by page, and with what it has when Graph wants to be left alone", async () => {
    await play(...Array.from({ length: 230 }, (_, n) => ({ subject: `Mail ${n}`, conversation: "many" })));
    const page = { path: "messages/delta" };
    await faults("graph", page, { ...page, status: 429, retryAfter: 9 });
    const first = await look(null);
    expect([first.signals.length, first.more]).toEqual([50, true]);
    await faults("graph", { ...page, status: 503, retryAfter: 11 });
    expect(await ask(first.checkpoint)).toMatchObject({ kind: "failed", afterMs: 11_000 });
    const second = await look(first.checkpoint);
    expect([second.signals.length, second.more]).toEqual([180, false]);
  });

  it("names a folder that doesn't exist, and reads the others", async () => {
    await play({ subject: "Here" });
    const first = await look(null, ["Projekte", "inbox"]);
    expect(titles(first)).toEqual(["Here"]);
    expect(first).toMatchObject({ note: null, trouble: expect.stringContaining('folder "Projekte"') });
    expect(await ask(null, ["Projekte"])).toMatchObject({
      kind: "failed",
      error: expect.stringContaining("Projekte"),
    });
  });

  it("gets a new token when Graph doesn't know its own any more", async () => {
    const first = await look(null);
    await sandbox("/graph/_/trouble", { revoke: true });
    await play({ subject: "After" });
    expect(titles(await look(first.checkpoint))).toEqual(["After"]);
  });
});

async function calls(): Promise<number> {
  const { requests } = await sandbox<{ requests: { path: string }[] }>("/graph/_sandbox/requests");
  return requests.filter(({ path }) => path.startsWith("/v1.0/users")).length;
}
