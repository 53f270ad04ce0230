const longestTitle = 300;
const longestText = 20_000;

/** A report's title: the first line that says something, cut where it is too long. */
export function reportTitle(text: string, otherwise: string): string {
  const line =
    text
      .split(/[\r\n]+/)
      .map((one) => one.trim())
      .find((one) => one !== "") ?? otherwise;
  return (line.length <= longestTitle ? line : `${line.slice(0, longestTitle - 1)}…`).toWellFormed();
}

/** A report's text, cut where it is too long. */
export function reportWords(...parts: (string | null | undefined)[]): string {
  const text = parts.filter((part) => part?.trim()).join("\n\n");
  return (text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`).trim().toWellFormed();
}
