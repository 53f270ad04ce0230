/** A command as people read it: where the referee keeps its reports says nothing to them. */
export function shown(argv: readonly string[], folder: string): string {
  return argv
    .map(quoted)
    .join(" ")
    .replaceAll(`${folder}/`, "")
    .replaceAll(/report-[0-9a-f-]{36}\//g, "");
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
