import type { MantineColor } from "@mantine/core";
import type { DocumentType } from "../../../../../shared/domain/delivery/read-document.ts";
import type { TakenFile, VersionView } from "./views.ts";

/** A kind of documents, as people call it. */
export const typeWords: Record<DocumentType, string> = {
  pdf: "PDF",
  docx: "DOCX",
  markdown: "Markdown",
  text: "Text",
  html: "HTML",
  eml: "E-mail",
  vtt: "VTT",
  srt: "SRT",
  transcript: "Transcript",
  slack: "Slack export",
};

export const stateWords: Record<VersionView["state"], { words: string; color: MantineColor }> = {
  read: { words: "read", color: "green" },
  waiting: { words: "waits", color: "orange" },
  refused: { words: "refused", color: "red" },
};

const units = ["bytes", "kB", "MB"] as const;

/** 1536000 → "1.5 MB". */
export function sizeWords(bytes: number): string {
  const power = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const amount = bytes / 1000 ** power;
  const digits = power > 0 && amount < 10 ? 1 : 0;
  return `${amount.toLocaleString(undefined, { maximumFractionDigits: digits })} ${units[power]}`;
}

/** What became of a file that was brought, in a line. */
export function outcomeWords({ outcome, version, state, reason }: TakenFile): string {
  const what =
    outcome === "same"
      ? "Nothing new"
      : outcome === "turned_away" || state === "refused"
        ? "Refused"
        : outcome === "version"
          ? `Version ${version ?? ""}`
          : "New";
  return reason === null ? `${what}: it is read.` : `${what}: ${reason}.`.replace(/\.\.$/, ".");
}
