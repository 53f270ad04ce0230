/** How many characters a text may have, where its description says so: "at most 3,000 characters"; null: it doesn't. */
export function limitOf(description: string | undefined): number | null {
  const found = /\bat\s+most\s+([\d,]+)\s+characters\b/i.exec(description ?? "")?.[1];
  return found === undefined ? null : Number(found.replaceAll(",", ""));
}
