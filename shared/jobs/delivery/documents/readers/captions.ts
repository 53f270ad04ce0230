import { captionCues } from "../../../../domain/transcript/captions.ts";
import { writeCues } from "../write-cues.ts";
import { decode } from "../../../../platform/decode.ts";
import type { DocumentReader } from "../document-reader.ts";
import { DocumentRefused } from "../refusal.ts";
import { TextWriter } from "../text-writer.ts";

/** A reader of captions: blocks of a time, and what is said at it. */
const captions = (label: string): DocumentReader => ({
  label,
  read({ bytes }) {
    const cues = captionCues(decode(bytes));
    if (cues.length === 0)
      throw new DocumentRefused(
        "empty",
        "has times and no words; export it again with its text and upload that",
      );
    const writer = new TextWriter();
    writeCues(writer, cues);
    return { document: writer.document(), pages: null, notes: [], attachments: [] };
  },
});

export const vtt = captions("VTT");
export const srt = captions("SRT");
