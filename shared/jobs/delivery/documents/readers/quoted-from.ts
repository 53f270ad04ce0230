/** "On Mon, 2 Nov 2026 at 09:14, Maya Ortiz <maya@example.com> wrote:", in the languages that mail programs mostly speak. */
const wrote =
  /^(?:>\s?)*(?:On|Am|Le|El|Il|Op)\s.{5,200}?[,\s]\s*([^,<>]{2,80}?)\s*(?:<[^<>\s]{3,200}>)?\s+(?:wrote|schrieb|écrit|escribió|ha scritto|schreef)\s*(?:[^:]{0,40}):\s*$/i;
/** The head above what Outlook quotes. */
const headLine = /^(?:>\s?)*\*?(?:From|Von|De|Da|Van):\*?\s+([^<>\n]{2,80}?)\s*(?:[<[].{3,200}[>\]])?\s*$/;

const longestLine = 500;

/** Who wrote what is quoted from a line of a mail on; null where nothing begins to be quoted. */
export function quotedFrom(line: string): string | null {
  if (line.length > longestLine) return null;
  const name = (wrote.exec(line) ?? headLine.exec(line))?.[1];
  return name?.replaceAll(/^["']|["']$/g, "").trim() || null;
}
