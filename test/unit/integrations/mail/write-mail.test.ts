import fc from "fast-check";
import { expect, it } from "vitest";
import { parseMail } from "../../../../shared/integrations/mail/parse/parse-mail.ts";
import { writeMail } from "../../../../shared/integrations/mail/write-mail.ts";
import { bytesOf } from "./odd-mails.ts";

const plain = {
  from: "help@signalbox.example",
  to: ["ada@client.example"],
  cc: ["bo@client.example"],
  messageId: "<editorial-0123456789abcdef.reply-1@signalbox.example>",
  inReplyTo: "<one@client.example>",
  references: ["<zero@client.example>", "<one@client.example>"],
  at: Date.UTC(2026, 10, 26, 12),
};
const arrival = { mailbox: "ada@client.example", threadId: null, receivedAt: 0 };
const words = fc.string({ unit: "grapheme", maxLength: 250 }).map((text) => text.replaceAll(/\p{C}/gu, ""));

it("is read as it was meant, whatever its words are, and has no header that they could have added", async () => {
  await fc.assert(
    fc.asyncProperty(words, fc.array(words, { maxLength: 5 }), async (subject, lines) => {
      const raw = writeMail({ ...plain, subject, text: lines.join("\n") });
      for (const line of raw.split("\r\n")) expect(line).toMatch(/^[\x20-\x7e]{0,998}$/);
      const { mail, headers } = await parseMail(bytesOf(raw), arrival);
      const { messageId, inReplyTo, references, to, cc } = plain;
      expect(mail).toMatchObject({ messageId, inReplyTo, references, to, cc });
      expect(mail.subject.replaceAll(/\s/g, "")).toContain(subject.slice(0, 200).replaceAll(/\s/g, ""));
      expect(mail.text.replaceAll(/\s/g, "")).toBe(lines.join("").replaceAll(/\s/g, ""));
      expect(headers.map(({ name }) => name)).toEqual([
        "date",
        "from",
        "to",
        "cc",
        "subject",
        "message-id",
        "in-reply-to",
        "references",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
      ]);
    }),
    { numRuns: 60 },
  );
});

it("takes no address and no name that could add a header", () => {
  const text = { subject: "", text: "" };
  expect(() => writeMail({ ...plain, ...text, to: ["a@b.example\r\nBcc: c@d.example"] })).toThrow(
    /no header/,
  );
  expect(() => writeMail({ ...plain, ...text, references: ["<a@b>\r\nX: y"] })).toThrow(/no header/);
});
