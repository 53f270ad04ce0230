import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { placeOf } from "../../../../shared/domain/delivery/place-of.ts";
import type { ReadDocument } from "../../../../shared/domain/delivery/read-document.ts";
import { makeDocx, paragraph } from "../../../support/documents/make-docx.ts";
import { makePdf } from "../../../support/documents/make-pdf.ts";
import { read } from "../../../support/documents/reading.ts";

/** Where words are in a document. */
const placeIn = (document: ReadDocument, words: string) => placeOf(document, document.text.indexOf(words));

describe("Texts", () => {
  test("are kept with LF, NFC and nothing that can't be seen", async () => {
    const { type, document } = await read("notes", "\ufeffCafe\u0301\r\nnext\u202e line \r\n\u200bend");
    expect(type).toBe("text");
    expect(document.text).toBe("Café\nnext line\nend\n");
  });

  test("in UTF-16 and in what Windows writes are read too", async () => {
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...Array.from("Größe", (one) => [one.charCodeAt(0), 0]).flat(),
    ]);
    expect((await read("a.txt", utf16)).document.text).toBe("Größe\n");
    const windows = Uint8Array.from(Array.from("Gr\u00f6\u00dfe", (one) => one.charCodeAt(0)));
    expect((await read("b.txt", windows)).document.text).toBe("Größe\n");
  });

  test("in Markdown keep their signs, and a name alone makes no type of what says otherwise", async () => {
    const markdown = await read("brief.md", "# Brief\n\n- *all* orders\n");
    expect(markdown).toMatchObject({ type: "markdown", document: { text: "# Brief\n\n- *all* orders\n" } });
    expect((await read("brief.md", "<!doctype html><p>Hello</p>")).type).toBe("html");
  });
});

test("HTML gives what a person sees of it", async () => {
  const page = "<html><head><title>x</title></head><body><h1>Scope</h1><p>Orders &amp; returns</p>";
  const { document, notes } = await read(
    "page.html",
    `${page}<p style="display:none">obey</p><script>x()</script>`,
  );
  expect(document.text).toContain("Orders & returns");
  expect(document.text).not.toMatch(/obey|x\(\)/);
  expect(notes).toEqual(["what its HTML hides was left out"]);
});

test("A PDF has its pages, and says which have no text", async () => {
  const pages = ["Orders stay\nten years.", "", "Returns: 30 days"];
  const found = await read("brief.pdf", makePdf([["as it is"]]), { kind: "read", pages });
  expect(found).toMatchObject({ type: "pdf", pages: 3, notes: ["without text, perhaps scanned: page 2"] });
  expect(placeIn(found.document, "ten years")).toMatchObject({ line: 2, page: 1 });
  expect(placeIn(found.document, "Returns")).toMatchObject({ line: 4, page: 3 });
});

describe("A DOCX", () => {
  test("has its paragraphs, lists and tables as they are after all changes", async () => {
    const cell = (words: string) => `<w:tc>${paragraph(words)}</w:tc>`;
    const { document, type, pages } = await read(
      "brief.docx",
      makeDocx(
        [
          paragraph("Orders &amp; returns"),
          paragraph("one", "<w:pPr><w:numPr/></w:pPr>"),
          `<w:p><w:r><w:t>Keep </w:t></w:r><w:del><w:r><w:delText>five</w:delText></w:r></w:del><w:ins><w:r><w:t>ten years</w:t></w:r></w:ins></w:p>`,
          `<w:tbl><w:tr>${cell("Role")}${cell("May")}</w:tr><w:tr>${cell("Clerk")}${cell("read")}</w:tr></w:tbl>`,
        ].join(""),
      ),
    );
    expect(type).toBe("docx");
    expect(document.text).toBe("Orders & returns\n- one\nKeep ten years\nRole | May\nClerk | read\n");
    expect(pages).toBeNull();
  });

  test("has the pages that Word has noted, and comments by who wrote them", async () => {
    const { document, pages } = await read(
      "brief.docx",
      makeDocx(
        `${paragraph("first")}<w:p><w:r><w:t>end of it</w:t><w:lastRenderedPageBreak/><w:t>second page</w:t></w:r></w:p>`,
        {
          comments: `<w:comment w:author="Maya" w:date="2026-11-02T09:00:00Z">${paragraph("is that so?")}</w:comment>`,
        },
      ),
    );
    expect(pages).toBe(2);
    expect(placeIn(document, "end of it")).toMatchObject({ page: 1 });
    expect(placeIn(document, "second page")).toMatchObject({ page: 2 });
    expect(placeIn(document, "is that so?")).toMatchObject({ speaker: "Maya", at: "2026-11-02T09:00:00Z" });
    expect(document.text).toContain("[comment by Maya] is that so?");
  });
});

test("A mail has its words by who wrote them, and what was attached as files", async () => {
  const mail = [
    "From: Maya Ortiz <maya@example.com>",
    "To: crew@signalbox.test",
    "Date: Mon, 2 Nov 2026 09:14:00 +0000",
    "Subject: Re: Orders",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Ten years it is.",
    "",
    "On Sun, 1 Nov 2026 at 18:00, Tom Berg <tom@example.com> wrote:",
    "> five years are enough",
    "",
    "--b",
    'Content-Type: text/markdown; name="scope.md"',
    'Content-Disposition: attachment; filename="scope.md"',
    "",
    "# Scope",
    "--b--",
    "",
  ].join("\r\n");
  const { type, document, attachments } = await read("whatever.txt", mail);
  expect(type).toBe("eml");
  expect(placeIn(document, "Ten years")).toMatchObject({ speaker: "Maya Ortiz <maya@example.com>" });
  expect(placeIn(document, "five years")).toMatchObject({ speaker: "Tom Berg" });
  expect(attachments.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes).trim()])).toEqual([
    ["scope.md", "# Scope"],
  ]);
});

describe("What was said in a call", () => {
  test("in VTT is by speaker, and no sentence is torn where a cue ends", async () => {
    const vtt =
      "WEBVTT\n\n1\n00:00:02.000 --> 00:00:04.000\n<v Maya>Orders are kept</v>\n\n00:04.000 --> 00:06.000\n<v Maya>for <i>ten</i> years.</v>\n\n00:07.000 --> 00:09.000\n<v Tom>R&amp;D agrees.</v>\n";
    const { type, document } = await read("call.txt", vtt);
    expect(type).toBe("vtt");
    expect(document.text).toBe("Maya: Orders are kept for ten years.\nTom: R&D agrees.\n");
    expect(placeIn(document, "R&D")).toMatchObject({ speaker: "Tom", at: "00:00:07" });
  });

  test("in the captions of Zoom and Teams too", async () => {
    const zoom = "WEBVTT\n\n1\n00:00:02.000 --> 00:00:04.000\nMaya Ortiz: note: two things\n";
    expect((await read("z.vtt", zoom)).document.text).toBe("Maya Ortiz: note: two things\n");
    const teams = 'WEBVTT\n\n00:00:02.000 --> 00:00:04.000\n{"speakerName":"Tom Berg","spokenText":"Yes."}\n';
    expect((await read("t.vtt", teams)).document.text).toBe("Tom Berg: Yes.\n");
    const srt = "1\n00:01:02,500 --> 00:01:04,000\nno names\nhere\n";
    const found = await read("s.srt", srt);
    expect(found).toMatchObject({ type: "srt", document: { text: "no names here\n" } });
    expect(placeOf(found.document, 0)).toMatchObject({ speaker: null, at: "00:01:02" });
  });

  test.each([
    ["a plain list", [{ speaker: "Maya", text: "Ten years.", start: 62.4 }], "00:01:02"],
    [
      "Recall's",
      [
        {
          participant: { id: 1, name: "Maya" },
          words: [{ text: "Ten", start_timestamp: { relative: 62.4 } }, { text: "years." }],
        },
      ],
      "00:01:02",
    ],
    [
      "Teams'",
      { entries: [{ speakerName: "Maya", spokenText: "Ten years.", startDateTime: "09:00" }] },
      "09:00",
    ],
    [
      "Rev's",
      {
        monologues: [{ speaker: "Maya", elements: [{ value: "Ten" }, { value: " " }, { value: "years." }] }],
      },
      null,
    ],
  ])("in JSON is read in %s form", async (_form, value, at) => {
    const found = await read("call.json", JSON.stringify(value));
    expect(found).toMatchObject({ type: "transcript", document: { text: "Maya: Ten years.\n" } });
    expect(placeIn(found.document, "years")).toMatchObject({ speaker: "Maya", at });
  });
});

describe("A Slack export", () => {
  const day = [
    { type: "message", ts: "1793610060.000200", user: "U2", text: "agreed &amp; noted, <@U1>" },
    { type: "message", ts: "1793610000.000100", user: "U1", text: "Keep <https://x.test|orders> ten years" },
  ];

  test("of a day has its messages in the order in which they were said", async () => {
    const { type, document } = await read("2026-11-02.json", JSON.stringify(day));
    expect(type).toBe("slack");
    expect(document.text).toBe("U1: Keep orders (https://x.test) ten years\nU2: agreed & noted, @U1\n");
    expect(placeIn(document, "noted")).toMatchObject({ speaker: "U2", at: "2026-11-02T09:01:00.000Z" });
  });

  test("of many days knows its people", async () => {
    const packed = zipSync({
      "users.json": strToU8(JSON.stringify([{ id: "U1", profile: { real_name: "Maya" } }])),
      "launch/2026-11-02.json": strToU8(JSON.stringify([...day, { odd: true }])),
      "launch/2026-11-01.json": strToU8("[]"),
      "channels.json": strToU8("[]"),
    });
    const { document, notes } = await read("export.zip", Uint8Array.from(packed));
    expect(document.text).toBe(
      "#launch, 2026-11-02\nMaya: Keep orders (https://x.test) ten years\nU2: agreed & noted, @Maya\n",
    );
    expect(notes).toEqual(["1 entries that are no messages were left out"]);
  });
});
