import type { DocumentType } from "../../../../domain/delivery/read-document.ts";
import type { DocumentReader } from "../document-reader.ts";
import { srt, vtt } from "./captions.ts";
import { docx } from "./docx.ts";
import { eml } from "./eml.ts";
import { html } from "./html.ts";
import { pdf } from "./pdf.ts";
import { slack } from "./slack.ts";
import { markdown, text } from "./text.ts";
import { transcript } from "./transcript.ts";

/** Who reads each kind of documents. A new kind is a file here, a line, and how `typeOf` knows it. */
export const documentReaders = {
  pdf,
  docx,
  markdown,
  text,
  html,
  eml,
  vtt,
  srt,
  transcript,
  slack,
} satisfies Record<DocumentType, DocumentReader>;
