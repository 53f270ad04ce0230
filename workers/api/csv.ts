/** What a spreadsheet takes for the beginning of a formula, in wide and small letters too. */
const sign = "[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\ufe62\\ufe63\\ufe66\\ufe6b]";
const atStart = new RegExp(`^(?=[\\s\\p{Cf}]*(?:${sign}|\\|)|[\\t\\r\\n])`, "u");
/** Where a spreadsheet of another country takes a cell to end. */
const inside = new RegExp(`(?<=[;\\t\\r\\n])(?=[^\\S\\t\\r\\n]*${sign})`, "gu");

/** One line of CSV (RFC 4180). What a spreadsheet would take for a formula is made a text. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(cell.replace(inside, "'").replace(atStart, "'"))).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
