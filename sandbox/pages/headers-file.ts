interface Rule {
  path: RegExp;
  drop: string[];
  set: [name: string, value: string][];
}

/**
 * Reads the text of a `_headers` file as Cloudflare Pages does, apart from its placeholders (`:name`), which nothing
 * here uses.
 */
export function parseHeadersFile(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (!/^\s/.test(raw)) {
      const pattern = line.split("*").map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`));
      rules.push({ path: new RegExp(`^${pattern.join(".*")}$`), drop: [], set: [] });
    } else if (line.startsWith("!")) {
      rules.at(-1)?.drop.push(line.slice(1).trim());
    } else {
      const colon = line.indexOf(":");
      rules.at(-1)?.set.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

/** The headers of all rules that match, in their order; a rule drops what earlier ones set before it sets its own. */
export function headersFor(rules: readonly Rule[], path: string): Headers {
  const headers = new Headers();
  for (const rule of rules.filter((one) => one.path.test(path))) {
    for (const name of rule.drop) headers.delete(name);
    for (const [name, value] of rule.set) headers.append(name, value);
  }
  return headers;
}
