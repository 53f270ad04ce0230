import PostalMime, { type Address, type Attachment, type Email } from "postal-mime";
import { utf8 } from "../../../../platform/bytes.ts";
import type { DocumentFile, DocumentReader } from "../document-reader.ts";
import { documentLimits } from "../../../../domain/delivery/document-limits.ts";
import { DocumentRefused } from "../refusal.ts";
import { plain, TextWriter } from "../text-writer.ts";
import { quotedFrom } from "./quoted-from.ts";
import { shownWords } from "./shown-words.ts";

const limits = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 2 } as const;

/** A mail: its head, its words by who wrote them, and what was attached as documents of their own. */
export const eml: DocumentReader = {
  label: "E-mail",
  async read({ bytes }) {
    const email = await parse(bytes);
    const writer = new TextWriter();
    const from = email.from === undefined ? null : nameOf(email.from);
    for (const [name, value] of [
      ["From", from],
      ["To", namesOf(email.to)],
      ["Cc", namesOf(email.cc)],
      ["Date", email.date],
      ["Subject", email.subject],
    ] as const)
      if (value) writer.lines(`${name}: ${plain(value).replaceAll(/\s+/g, " ")}`);
    writer.gap().mark({ speaker: from, at: email.date ?? null });
    const notes: string[] = [];
    for (const line of wordsOf(email, notes).split("\n")) {
      const quoted = quotedFrom(line);
      if (quoted !== null) writer.mark({ speaker: quoted, at: null });
      writer.lines(line);
    }
    const pictures = email.attachments.filter(isPicture).length;
    if (pictures > 0)
      notes.push(`${pictures} ${pictures === 1 ? "picture" : "pictures"} in its text, not read`);
    const files = email.attachments.filter((one) => !isPicture(one));
    if (files.length > documentLimits.files)
      throw new DocumentRefused(
        "bomb",
        `has ${files.length} attachments, more than ${documentLimits.files}; upload those that matter by themselves`,
      );
    return { document: writer.document(), pages: null, notes, attachments: files.map(fileOf) };
  },
};

async function parse(bytes: Uint8Array<ArrayBuffer>): Promise<Email> {
  try {
    // A copy: the parser takes the whole of the buffer behind its bytes.
    return await PostalMime.parse(bytes.slice(), limits);
  } catch (error) {
    throw new DocumentRefused(
      "broken",
      "can't be read as a mail; save it anew where it came from, or its text as a file of its own, and upload that",
      { cause: error },
    );
  }
}

function wordsOf(email: Email, notes: string[]): string {
  const own = (email.text ?? "").trim();
  if (own !== "" || email.html === undefined) return own.replaceAll(/\r\n?/g, "\n");
  return shownWords(email.html, notes, true);
}

/** A picture that stands in the mail's own text: a logo in a signature. */
function isPicture({ mimeType, related, disposition }: Attachment): boolean {
  return mimeType.startsWith("image/") && (related === true || disposition === "inline");
}

function fileOf({ filename, mimeType, content }: Attachment, n: number): DocumentFile {
  const bytes = typeof content === "string" ? utf8(content) : new Uint8Array(content).slice();
  const fallback = mimeType === "message/rfc822" ? `mail-${n + 1}.eml` : `attachment-${n + 1}`;
  return { name: filename?.trim() || fallback, bytes };
}

function namesOf(addresses: readonly Address[] | undefined): string {
  return (addresses ?? []).map(nameOf).join(", ");
}

function nameOf({ name, address }: Address): string {
  if (name === "" || name === address) return address ?? "unknown";
  return address === undefined || address === "" ? name : `${name} <${address}>`;
}
