import { writeCues } from "../write-cues.ts";
import { decode } from "../../../../platform/decode.ts";
import type { DocumentReader } from "../document-reader.ts";
import { DocumentRefused } from "../refusal.ts";
import { TextWriter } from "../text-writer.ts";
import { cuesOf } from "../../../../domain/transcript/transcript-form.ts";

/** A transcript in JSON, of whichever of the forms that are known. */
export const transcript: DocumentReader = {
  label: "Transcript",
  read({ bytes }) {
    const cues = cuesOf(JSON.parse(decode(bytes).replace(/^\ufeff/, ""))) ?? [];
    const writer = new TextWriter();
    writeCues(writer, cues);
    if (cues.every(({ text }) => text.trim() === ""))
      throw new DocumentRefused("empty", "has no words; export it again with its text and upload that");
    return { document: writer.document(), pages: null, notes: [], attachments: [] };
  },
};
