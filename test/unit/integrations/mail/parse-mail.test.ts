import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { receivedMail } from "../../../../shared/domain/received-mail.ts";
import { whyNobodyWaits } from "../../../../shared/integrations/mail/loops.ts";
import { ownMessageId } from "../../../../shared/integrations/mail/own-ids.ts";
import { parseMail } from "../../../../shared/integrations/mail/parse/parse-mail.ts";
import { oddAttachments } from "./odd-attachments.ts";
import { bytesOf, oddMails } from "./odd-mails.ts";

const own = ["help@signalbox.example"];
const arrival = {
  mailbox: "help@signalbox.example",
  threadId: null,
  receivedAt: Date.UTC(2026, 10, 26, 12),
};

describe("a mail that", () => {
  it.each([...oddMails, ...oddAttachments].map((one) => [one.odd, one] as const))(
    "%s",
    async (_odd, { raw, read, dropped }) => {
      const { mail, headers } = await parseMail(bytesOf(raw), arrival);
      expect(mail).toMatchObject(read);
      expect(receivedMail.parse(mail)).toEqual(mail);
      const why = whyNobodyWaits(mail, headers, own);
      if (dropped === undefined) expect(why).toBeNull();
      else expect(why).toMatch(dropped);
    },
  );

  it("is larger than what is read ends there", async () => {
    const head = "From: a@b.example\r\nTo: c@d.example\r\nSubject: Big\r\n\r\n";
    const raw = new Uint8Array(11 * 1024 * 1024).fill(97);
    raw.set(bytesOf(head));
    const { mail } = await parseMail(raw, arrival);
    expect(mail.text.length).toBe(100_000);
    expect(mail.notes.join()).toContain("bytes were read");
  });

  it("is any bytes at all is read, and always to the same", async () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "\r\n\r\n",
        "\r\n--a\r\n",
        "Content-Type: multipart/mixed; boundary=a\r\n",
        "From: x@y.example\r\n",
        "=?utf-8?B?",
        "Content-Type: message/rfc822\r\n",
        "<",
        "@",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 20 }), async (parts) => {
        const raw = new TextEncoder().encode(parts.join(""));
        const { mail } = await parseMail(raw, arrival);
        expect(receivedMail.safeParse(mail).success).toBe(true);
        expect(mail.subject).not.toMatch(/[\r\n]/);
        expect((await parseMail(raw, arrival)).mail).toEqual(mail);
      }),
      { numRuns: 100 },
    );
  });
});

describe("nobody waits for an answer to a mail", () => {
  const why = async (...head: string[]): Promise<string | null> => {
    const sender = head.some((line) => line.startsWith("From:")) ? [] : ["From: ada@client.example"];
    const raw = [...sender, ...head, "Subject: Export", "", "Can we?"].join("\r\n");
    const { mail, headers } = await parseMail(bytesOf(raw), arrival);
    return whyNobodyWaits(mail, headers, own);
  };

  it.each([
    ["Auto-Submitted: auto-replied (vacation)", /machine has written it/],
    ["AUTO-SUBMITTED: Auto-Generated", /machine has written it/],
    ["Precedence: Bulk", /went to many/],
    ["Precedence: list", /went to many/],
    ["Precedence: junk", /went to many/],
    ["List-Id: <users.example>", /by a list/],
    ["List-Unsubscribe: <mailto:x@y.example>", /by a list/],
    ["X-Auto-Response-Suppress: DR, OOF, AutoReply", /wants no answer/],
    ["Return-Path: <>", /notice of delivery/],
    ["From: MAILER-DAEMON@client.example", /nobody reads answers/],
    ["From: Post <postmaster@client.example>", /nobody reads answers/],
    ["From: no-reply@client.example", /nobody reads answers/],
    ["From: Help <HELP@signalbox.example>", /our own address/],
    ["Content-Type: multipart/report; report-type=delivery-status; boundary=a", /report of a mail server/],
    [`Message-ID: ${ownMessageId("editorial-0123456789abcdef.reply-1", own[0] ?? "")}`, /our own mails/],
  ])("with %s", async (header, reason) => {
    expect(await why(header)).toMatch(reason);
  });

  it.each([
    "Auto-Submitted: no",
    "Precedence: first-class",
    "X-Auto-Response-Suppress: DR",
    "Return-Path: <ada@client.example>",
    "From: Noreen <noreen@client.example>",
    "Message-ID: <editorial-0123456789abcdef.reply-1@client.example>",
  ])("but does to one with %s", async (header) => {
    expect(await why(header)).toBeNull();
  });
});
