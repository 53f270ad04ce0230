import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type EmailReply, replyTo } from "../../../../../shared/actions/email-reply.ts";
import { actions, ledger, signals, tasks } from "../../../../../shared/db/schema.ts";
import { mailSignalId, type ReceivedMail } from "../../../../../shared/domain/received-mail.ts";
import { ownMessageId } from "../../../../../shared/integrations/mail/own-ids.ts";
import { beginMail } from "../../../../../shared/jobs/editorial/mail/begin-mail.ts";
import { decide } from "../../../../../shared/spine/decide.ts";
import { outcomeOf } from "../../../support/carried-out.ts";
import { aReceivedMail, sentByGmail } from "../../../support/gmail.ts";
import { faults, sandbox, thread, writeInSlack } from "../../../support/slack.ts";
import { proposeOne, spine, taskFor, unique, yes } from "../../../support/spine.ts";

const offered = async (mail: ReceivedMail, provenance: "external" | "operator" = "external") => {
  const id = mailSignalId(mail.mailbox, mail.messageId);
  const signal = { id, kind: "mail.received", provenance, body: mail, receivedAt: Date.now() };
  await spine.db
    .insert(signals)
    .values({ ...signal, status: "queued" })
    .onConflictDoNothing();
  return { ...signal, taskId: unique("editorial") };
};
const mailLike = (mail: ReceivedMail, over: Partial<ReceivedMail> = {}): ReceivedMail => ({
  ...mail,
  messageId: `<${unique()}@client.example>`,
  ...over,
});

/** An answer that was proposed, in a task that talks in a thread. */
async function anAnswer(change: Partial<EmailReply> = {}) {
  const mail = await aReceivedMail();
  const mark = unique();
  const { ts } = await writeInSlack("U0PRIYA", "a thread");
  const taskId = await taskFor("email_reply", { conversation: `slack:C0CONTENT:${ts}` });
  const payload = { ...replyTo(mail, { draftId: taskId, text: mark }), ...change };
  const proposed = await proposeOne({ kind: "email_reply", payload, taskId, provenance: "external" });
  return { mail, mark, ts, ...proposed };
}

/** Sends what a person has agreed to, trying as long as a durable step would. */
async function sent({ approval, digest, actionId }: Awaited<ReturnType<typeof anAnswer>>) {
  await decide(spine, yes({ approvalId: approval?.id ?? "", digest }, "maya"));
  return outcomeOf(actionId);
}

describe("an answer to a mail from outside", () => {
  it("waits for a person, whatever has been earned", async () => {
    const { verdict } = await anAnswer();
    expect(verdict.kind).toBe("approval");
    expect(verdict.reasons.join()).toContain("external input");
  });

  it.each([
    [
      "somebody who isn't on the mail",
      { cc: ["press@elsewhere.example"] },
      /press@elsewhere.example is not on/,
    ],
    ["a mail that never came", { inReplyTo: "<made-up@client.example>" }, /never came/],
  ])("goes to nobody but those who wrote or got it: not to %s", async (_whom, change, reason) => {
    const answer = await anAnswer(change);
    expect(await sent(answer)).toMatchObject({ kind: "failed", reason: expect.stringMatching(reason) });
    expect(await sentByGmail(answer.mark)).toBe(0);
  });

  it.each([
    ["a 500 that has sent nothing", { status: 500 }],
    ["a time-out after it was sent", { drop: true }],
    ["too many requests", { status: 429, retryAfter: 1 }],
    ["a token that has run out", { status: 401 }],
  ])("goes out once in spite of %s", async (_trouble, fault) => {
    const answer = await anAnswer();
    await faults("gmail", { path: "/messages/send", ...fault });
    expect((await sent(answer)).kind).toBe("done");
    expect(await sentByGmail(answer.mark)).toBe(1);
  });
});

it("an answer that its sender throws away within a day is seen to be gone", async () => {
  const answer = await anAnswer();
  const outcome = await sent(answer);
  const emailId = outcome.kind === "done" ? (outcome.value["emailId"] ?? "") : "";
  const row = await spine.db.select().from(actions).where(eq(actions.id, answer.actionId)).get();
  const looked = { ...answer, id: answer.actionId, sentAt: 1, firstSentAt: 1, progress: null };
  const payload: unknown = JSON.parse(row?.payload ?? "{}");
  const look = async () =>
    spine.kinds("email_reply")?.standing?.(spine, { ...looked, target: "", payload }, { emailId });
  expect(await look()).toEqual({ kind: "stands" });
  await sandbox("/gmail/_people/trash", { id: emailId });
  expect(await look()).toEqual({ kind: "gone" });
});

describe("a mail that belongs to one of ours", () => {
  it("is told where its task talks, while that is open, and begins nothing", async () => {
    const { mail, taskId, actionId, ts } = await anAnswer();
    const inReplyTo = ownMessageId(actionId, mail.mailbox);
    const more = await offered(mailLike(mail, { inReplyTo, text: "One more thing." }));
    expect(await beginMail(spine, more)).toEqual({ kind: "settled" });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId));
    expect(facts.map(({ type }) => type)).toContain("mail.followed");
    expect((await thread(ts)).map(({ text }) => text).join()).toContain("One more thing.");
    const row = await spine.db.select().from(signals).where(eq(signals.id, more.id)).get();
    expect(row).toMatchObject({ status: "dropped", reason: expect.stringContaining(taskId) });
  });

  it("begins a task in the same thread when its own has ended", async () => {
    const { mail, taskId, actionId, ts } = await anAnswer();
    await spine.db.update(tasks).set({ status: "done" }).where(eq(tasks.id, taskId));
    const references = [ownMessageId(actionId, mail.mailbox)];
    expect(await beginMail(spine, await offered(mailLike(mail, { references })))).toMatchObject({
      kind: "begin",
      task: { conversation: `slack:C0CONTENT:${ts}`, by: "mail:ada@client.example" },
    });
  });

  it("isn't one of a stranger's who makes up our names", async () => {
    const mail = await aReceivedMail();
    const inReplyTo = ownMessageId("editorial-0123456789abcdef.reply-1", mail.mailbox);
    expect(await beginMail(spine, await offered(mailLike(mail, { inReplyTo })))).toMatchObject({
      kind: "begin",
      task: { conversation: null },
    });
  });
});

describe("a mail", () => {
  it("is one of our people's only when that is certain", async () => {
    const from = { address: "maya@signalbox.example", name: "Maya" };
    const mail = mailLike(await aReceivedMail(), { from });
    const by = async (provenance: "external" | "operator") => {
      const offer = await beginMail(spine, await offered(mail, provenance));
      return offer.kind === "begin" ? offer.task.by : null;
    };
    expect(await by("external")).toBe("mail:maya@signalbox.example");
    expect(await by("operator")).toBe("maya");
  });

  it("that says nothing begins nothing", async () => {
    const mail = mailLike(await aReceivedMail(), { subject: "", text: "" });
    expect(await beginMail(spine, await offered(mail))).toMatchObject({ kind: "decline" });
  });
});
