import { type Artefact, headId } from "../../shared/domain/artefacts/artefact.ts";
import { columnsOf } from "../../shared/domain/artefacts/columns.ts";
import { formOf } from "../../shared/domain/artefacts/forms.ts";
import { artefactMarkdown } from "../../shared/domain/artefacts/markdown.ts";
import { csvLine } from "./csv.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** What a document is as a file. */
interface FileFormat {
  type: string;
  write: (project: string, artefact: Artefact) => string;
}

/** The files that a document can be had as, by their ending. */
const formats = {
  md: { type: "text/markdown; charset=utf-8", write: artefactMarkdown },
  csv: { type: "text/csv; charset=utf-8", write: artefactCsv },
  json: { type: "application/json", write: artefactJson },
} satisfies Record<string, FileFormat>;

/** A document as a file that a browser saves under its name. */
export function artefactFile(project: string, artefact: Artefact, format: keyof typeof formats): Response {
  const { type, write } = formats[format];
  // A project that nobody has configured may have any name: in a header, only letters that mean nothing there.
  const name = `${project.replaceAll(/[^a-z0-9-]/gi, "_")}-${artefact.kind}-v${artefact.version}.${format}`;
  return new Response(write(project, artefact), {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` },
  });
}

/** The rows, and above them the head as one of them. */
function artefactCsv(_project: string, { kind, entries }: Artefact): string {
  const head = Object.keys(entries.find(({ id }) => id === headId)?.fields ?? {});
  const columns = [
    ...new Set([...columnsOf(formOf(kind), []), ...head, ...columnsOf(formOf(kind), entries)]),
  ];
  const lines = entries.map(({ id, fields, sources }) =>
    csvLine([id, ...columns.map((column) => String(lookUp(fields, column) ?? "")), sources.join(" ")]),
  );
  return [csvLine(["id", ...columns, "sources"]), ...lines].join("");
}

function artefactJson(project: string, { kind, version, entries }: Artefact): string {
  return `${JSON.stringify({ project, kind, version, entries }, null, 2)}\n`;
}
