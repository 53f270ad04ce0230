import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteFinder } from "../../../../../shared/domain/find-quote.ts";
import {
  namesOfPeople,
  type Spoken,
} from "../../../../../shared/domain/delivery/redaction/names-of-people.ts";
import { redactorOf } from "../../../../../shared/domain/delivery/redaction/redactor.ts";

const spoken = (text: string, ...speakers: string[]): Spoken => ({
  text,
  marks: speakers.map((speaker, n) => ({ offset: n, speaker })),
});
const shown = (text: string, ...speakers: string[]): string =>
  redactorOf([spoken(text, ...speakers)]).mask(text).text;

describe("personal data", () => {
  it.each([
    ["Write to jonas.weber@acme-rooms.example.com, not to me.", "Write to [mail 1], not to me."],
    ["<mailto:a+b@x.io>", "<mailto:[mail 1]>"],
    ["Call +49 30 1234567 or 0171/2345678.", "Call [phone 1] or [phone 2]."],
    ["(030) 123 45 67, (555) 123-4567, 555-123-4568", "[phone 1], [phone 2], [phone 3]"],
    ["Pay to DE89 3704 0044 0532 0130 00 within a week", "Pay to [iban 1] within a week"],
    ["to AT611904300234573201 from now on", "to [iban 1] from now on"],
    ["to AT61 1904 3002 3457 3201 from now on", "to [iban 1] from now on"],
    ["with de89370400440532013000.", "with [iban 1]."],
    ["Card 4111 1111 1111 1111 12/27 123", "Card [card 1] 12/27 123"],
    ["9 8 7 6 5 4 3 2 1 0 4111-1111-1111-1111", "9 8 7 6 5 4 3 2 1 0 [card 1]"],
    ["from 192.168.0.17 and 2001:db8::8a2e:370:7334.", "from [ip 1] and [ip 2]."],
  ])("is replaced: %s", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    "On 2026-11-02 from 09:00 to 10:30, and on 02.11.2026 and 02-11-2026.",
    "Open 0800-1700, in 12 rooms on 3 floors with 1 000 000 seats.",
    "At 00:03:12 in version 10.2.1 of std::vector, see GET /rooms/:id and R12, S3.",
    "Order 1234567890123 weighs 4.5 kg; use @here and Node 24.1.0.",
    "id10 book room this week, and the API of 2026 must answer within 200 ms.",
  ])("is no other number: %s", (text) => {
    expect(shown(text)).toBe(text);
  });

  it("is the same wherever it stands, and keeps its number when documents follow", () => {
    const first = spoken("ines@acme.example asks max@acme.example.", "Ines Ferrer");
    const second = spoken("INES@ACME.example, zoe@acme.example: Ines and Zoe agree.", "Zoe Lang");
    const before = redactorOf([first]).mask(first.text).text;
    expect(before).toBe("[mail 1] asks [mail 2].");
    const both = redactorOf([first, second]);
    expect(both.mask(first.text).text).toBe(before);
    expect(both.mask(second.text).text).toBe("[mail 1], [mail 3]: [name 1] and [name 2] agree.");
    expect(both.mask("nobody@acme.example").text).toBe("[mail]");
  });
});

describe("names", () => {
  it("are those who speak and whom mails are from and to", () => {
    const mail = [
      "From: Ines Ferrer <ines@acme.example>",
      "To: Weber, Jonas <jonas@acme.example>, zoe@acme.example",
      "Subject: To: nobody",
      "",
      "Ask Max Grün <max@acme.example>. To: be decided.",
    ].join("\n");
    const documents = [
      spoken(mail, "Ines Ferrer"),
      spoken("…", "Speaker 1", "Unknown", "U012AB3CD", "Customer"),
    ];
    expect(namesOfPeople(documents)).toEqual(["Ines Ferrer", "Weber", "Jonas", "Ask Max Grün", "U012AB3CD"]);
  });

  it("are replaced whole and in part, however they are written", () => {
    const text =
      "JONAS WEBER: fine.\nInes: thanks jonas, Jonas’s room. Weber\nagrees; Jonas  Weber too. Jonasson isn't.";
    expect(shown(text, "Jonas Weber", "Ines")).toBe(
      "[name 1]: fine.\n[name 2]: thanks [name 1], [name 1]’s room. [name 1]\nagrees; [name 1] too. Jonasson isn't.",
    );
  });

  it("leave ordinary words alone that are a part of them", () => {
    const text =
      "Will Rooms: a booking will be kept, and will it be shown in all rooms? Will Rooms asks. Rooms have names.";
    expect(shown(text, "Will Rooms")).toBe(
      "[name 1]: a booking will be kept, and will it be shown in all rooms? [name 1] asks. Rooms have names.",
    );
  });
});

const personal = fc.constantFrom(
  "ines.ferrer@acme.example",
  "Jonas@acme.example",
  "+49 30 1234567",
  "0171/2345678",
  "DE89 3704 0044 0532 0130 00",
  "GB82WEST12345698765432",
  "4111 1111 1111 1111",
  "5500-0000-0000-0004",
  "192.168.0.17",
  "2001:db8:0:0:0:8a2e:370:7334",
  "Jonas Weber",
  "Ines Ferrer",
  "Jonas",
);
const words = fc.constantFrom(
  "the room is free",
  "must list\nall [mail 1]",
  "R1, then",
  "It costs 12 euros:",
  "„so“ —",
  "\n\n",
);
const texts = fc.array(fc.oneof(words, personal), { maxLength: 30 }).map((all) => all.join(" "));
const people = ["Jonas Weber", "Ines Ferrer"];
const sensitive = /@acme|1234567|2345678|3704 0044|WEST|4111|5500|192\.168|2001:db8|jonas|weber|ines|ferrer/i;

describe("what stands in the place of personal data", () => {
  it("shows none of it, and leads back to all of it", () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (all) => {
        const redactor = redactorOf(all.map((text) => spoken(text, ...people)));
        for (const text of all) {
          const masked = redactor.mask(text);
          expect(masked.text).not.toMatch(sensitive);
          // Each place alone leads to its words, and together they are the text.
          let rebuilt = "";
          let done = 0;
          for (const { 0: part, index } of masked.text.matchAll(
            /\[(?:mail|phone|iban|card|ip|name)(?: \d+)?\]/g,
          )) {
            const between = masked.trueSpan({ from: done, to: index });
            const { from, to } = masked.trueSpan({ from: index, to: index + part.length });
            rebuilt += text.slice(between.from, between.to) + text.slice(from, to);
            done = index + part.length;
          }
          rebuilt += text.slice(masked.trueSpan({ from: done, to: masked.text.length }).from);
          expect(rebuilt).toBe(text);
        }
      }),
    );
  });

  it("makes the same of a quote that a model gives back, and of the words that it stands for", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(200), (text, start, length) => {
        const redactor = redactorOf([spoken(text, ...people)]);
        const masked = redactor.mask(text);
        const from = masked.text.length === 0 ? 0 : start % masked.text.length;
        const to = Math.min(masked.text.length, from + length);
        const truth = masked.trueSpan({ from, to });
        expect(truth.from).toBeLessThanOrEqual(truth.to);
        const quote = text.slice(truth.from, truth.to);
        // What is asked about later is shown as it was read, and no word of a placeholder leads to half of a person.
        expect(redactor.mask(quote).text).not.toMatch(sensitive);
        expect(redactor.mask(quote).text).toContain(
          masked.text.slice(from, to).replaceAll(/^[^[]*\]|\[[^\]]*$/g, ""),
        );
      }),
    );
  });

  it("is found as it was read", () => {
    const text = "Bookings of Ines Ferrer <ines@acme.example> are kept for a year; rooms are not.";
    const masked = redactorOf([spoken(text, "Ines Ferrer")]).mask(text);
    const span = quoteFinder(masked.text)("bookings of [name 1]  <[mail 1]> are kept");
    expect(span).not.toBeNull();
    const { from, to } = masked.trueSpan(span ?? { from: 0, to: 0 });
    expect(text.slice(from, to)).toBe("Bookings of Ines Ferrer <ines@acme.example> are kept");
  });
});
