import { describe, expect, it } from "vitest";
import { mailboxes } from "../../../../../shared/db/schema.ts";
import { lookAtMailbox } from "../../../../../shared/jobs/editorial/mail/look-at-mailbox.ts";
import { lookAtMailboxes } from "../../../../../shared/jobs/editorial/mail/look-at-mailboxes.ts";
import { renewWatches } from "../../../../../shared/jobs/editorial/mail/renew-watches.ts";
import { applied, faults, sandbox } from "../../../support/slack.ts";
import { aMailbox, mailboxRow, recorded, writeMail as write } from "../../../support/gmail.ts";

/** What a machine has written is on record like the rest, and costs no task. */
const writeMail = async (to: string, over: object = {}) =>
  write(to, { headers: "Auto-Submitted: auto-generated", ...over });

const told = async (words: string) => {
  const { messages } = await sandbox<{ messages: { text: string }[] }>(
    "/slack/_people/messages?channel=C0GENERAL",
  );
  return messages.filter(({ text }) => text.includes(words)).length;
};

describe("a mailbox at Gmail", () => {
  it("is read on from where it was, each mail once", async () => {
    const { mailbox, spine } = await aMailbox();
    await writeMail(mailbox, { subject: "One" });
    await writeMail(mailbox, { subject: "Two" });
    expect(await lookAtMailbox(spine, mailbox)).toEqual({ kind: "looked", mails: 2, more: false });
    expect(await lookAtMailbox(spine, mailbox)).toEqual({ kind: "looked", mails: 0, more: false });
    const [one] = await recorded(mailbox);
    expect(one).toMatchObject({ provenance: "external", mail: { subject: "One", text: "Can we have CSV?" } });
    expect(one?.id).toBe(`mail:${mailbox}:${one?.mail.messageId ?? ""}`);
  });

  it("is looked at by one at a time, and goes on in several pages after a look that died", async () => {
    const { mailbox, spine } = await aMailbox();
    let last = "";
    for (let n = 0; n < 22; n++) ({ id: last } = await writeMail(mailbox, { subject: `Mail ${n}` }));
    await faults("gmail", { path: `/messages/${last}`, status: 500 });
    const looks = await Promise.allSettled([lookAtMailbox(spine, mailbox), lookAtMailbox(spine, mailbox)]);
    expect(looks.map((one) => (one.status === "fulfilled" ? one.value.kind : "failed")).toSorted()).toEqual([
      "busy",
      "failed",
    ]);
    expect(await lookAtMailbox(spine, mailbox)).toMatchObject({ mails: 1 });
    expect(await recorded(mailbox)).toHaveLength(22);
  });

  it("whose history is gone is searched for what has come meanwhile", async () => {
    const { mailbox, spine } = await aMailbox();
    await writeMail(mailbox, { subject: "Before" });
    await lookAtMailbox(spine, mailbox);
    await writeMail(mailbox, { subject: "Meanwhile" });
    await sandbox("/gmail/_people/forget-history", { mailbox });
    expect(await lookAtMailbox(spine, mailbox)).toMatchObject({ mails: 1 });
    await writeMail(mailbox, { subject: "After" });
    expect(await lookAtMailbox(spine, mailbox)).toMatchObject({ mails: 1 });
    const subjects = (await recorded(mailbox)).map(({ mail }) => mail.subject);
    expect(subjects.toSorted()).toEqual(["After", "Before", "Meanwhile"]);
  });

  it("gets a new token when Google takes the old one no more", async () => {
    const { mailbox, spine } = await aMailbox();
    await writeMail(mailbox);
    await sandbox("/gmail/_people/expire", {});
    expect(await lookAtMailbox(spine, mailbox)).toMatchObject({ mails: 1 });
  });

  it("keeps what nobody waits for with the reason, and begins nothing with it", async () => {
    const { mailbox, spine } = await aMailbox();
    await writeMail(mailbox, { headers: "Auto-Submitted: auto-replied" });
    await writeMail(mailbox, { from: `Us <${mailbox}>` });
    await lookAtMailbox(spine, mailbox);
    expect((await recorded(mailbox)).map(({ status, reason }) => [status, reason])).toEqual([
      ["dropped", "a machine has written it (Auto-Submitted: auto-replied)"],
      ["dropped", "it is from our own address"],
    ]);
  });

  it("knows our people by our server's word alone", async () => {
    const { mailbox, spine } = await aMailbox();
    const from = "Maya <maya@signalbox.example>";
    const spoofed = "Authentication-Results: mx.google.com; dmarc=pass header.from=signalbox.example";
    await writeMail(mailbox, { from, subject: "Hers" });
    await writeMail(mailbox, { from, subject: "Forged", authentic: false, headers: spoofed });
    await writeMail(mailbox, { from, subject: "Fwd: Somebody's" });
    await lookAtMailbox(spine, mailbox);
    expect((await recorded(mailbox)).map(({ mail, provenance }) => [mail.subject, provenance])).toEqual([
      ["Hers", "operator"],
      ["Forged", "external"],
      ["Fwd: Somebody's", "external"],
    ]);
  });

  it("is looked at though nobody tells of it, and people are told once when it can't be", async () => {
    const { mailbox, spine } = await aMailbox();
    await spine.db.update(mailboxes).set({ dueAt: 0 });
    await writeMail(mailbox);
    await faults("gmail", { path: `${encodeURIComponent(mailbox)}/history`, status: 403, times: 2 });
    const at = (ms: number) => ({ ...spine, now: () => Date.now() + ms });
    await lookAtMailboxes(at(0));
    await lookAtMailboxes(at(400_000));
    expect(await told(`${mailbox} can't be read`)).toBe(1);
    await lookAtMailboxes(at(800_000));
    expect(await recorded(mailbox)).toHaveLength(1);
    expect(await told(`${mailbox} is read again`)).toBe(1);
  });

  it("has Gmail tell of it, asked anew every day; that it doesn't is told", async () => {
    const { mailbox, spine } = await aMailbox();
    const at = (hours: number) => ({ ...spine, now: () => Date.now() + hours * 3_600_000 });
    const watches = async () => (await applied("gmail", `${encodeURIComponent(mailbox)}/watch`)).length;
    await renewWatches(at(0));
    await renewWatches(at(23));
    expect(await watches()).toBe(1);
    await faults("gmail", { path: `${encodeURIComponent(mailbox)}/watch`, status: 403, times: 2 });
    await renewWatches(at(25));
    await renewWatches(at(26));
    expect(await told(`Gmail doesn't tell of new mail in ${mailbox}`)).toBe(1);
    await renewWatches(at(27));
    expect(await watches()).toBe(2);
    expect(await mailboxRow(mailbox)).toMatchObject({ watchError: null });
  });
});
