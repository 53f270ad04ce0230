/** The headers of a mail as they stand in it, unfolded; names in lower case. */
export function headersOf(raw: Uint8Array): { name: string; value: string }[] {
  const text = Buffer.from(raw).toString("latin1");
  const [head = ""] = text.split(/\r?\n\r?\n/, 1);
  return head
    .replaceAll(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .flatMap((line: string) => {
      const at = line.indexOf(":");
      return at < 1 ? [] : [{ name: line.slice(0, at).toLowerCase(), value: line.slice(at + 1).trim() }];
    });
}

export function headerOf(raw: Uint8Array, name: string): string | null {
  return headersOf(raw).find((one) => one.name === name)?.value ?? null;
}

/** All addresses in some headers of a mail. */
export function addressesIn(raw: Uint8Array, ...names: string[]): string[] {
  const found = headersOf(raw).filter(({ name }) => names.includes(name));
  return found
    .flatMap(({ value }) => value.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [])
    .map((one) => one.toLowerCase());
}
