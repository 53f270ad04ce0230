import { at, type Config, isRecord, readConfig, strings } from "../../referee/runners/config-file.ts";
import { foldersAbove, folderOf, joined } from "../paths.ts";

/** Other names of paths, as a project's settings have them. */
export interface Alias {
  /** The settings count for files in here. */
  folder: string;
  /** "@/" or "@shop"; with `isWhole` the name itself, else what begins with it. */
  begin: string;
  isWhole: boolean;
  /** What stands in its place, from the tree's root; null: only running the settings would tell. */
  targets: readonly string[] | null;
}

/** The aliases that TypeScript's settings and a bundler's have. */
export function readAliases(texts: ReadonlyMap<string, string>): Alias[] {
  const found: Alias[] = [];
  for (const [path, text] of texts) {
    if (/(?:^|\/)node_modules\//.test(path)) continue;
    if (/(?:^|\/)[tj]sconfig[^/]*\.json$/.test(path)) found.push(...withExtended(texts, path, text));
    else if (
      /(?:^|\/)(?:vite|vitest|nuxt|astro|webpack|jest|next|svelte|metro|babel)[^/]*\.config\.[cm]?[jt]s$/.test(
        path,
      )
    )
      found.push(...ofBundler(path, text));
  }
  return found;
}

/** The aliases that count for a file. */
export const aliasesFor = (aliases: readonly Alias[], path: string): Alias[] => {
  const above = new Set(foldersAbove(path));
  return aliases.filter(({ folder }) => above.has(folder));
};

/** Settings that go on from others have their aliases too, wherever these lie. */
function withExtended(texts: ReadonlyMap<string, string>, path: string, text: string): Alias[] {
  const found: Alias[] = [];
  const seen = new Set<string>();
  const left: [path: string, text: string][] = [[path, text]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [file, words] = next;
    if (seen.has(file)) continue;
    seen.add(file);
    const config = readConfig(file, words);
    found.push(...ofTypeScript(file, config).map((one) => ({ ...one, folder: folderOf(path) })));
    for (const base of strings(at(config, "extends")) ?? []) {
      const place = base.startsWith(".") ? joined(folderOf(file), base) : null;
      for (const name of place === null ? [] : [place, `${place}.json`, `${place}/tsconfig.json`]) {
        const its = texts.get(name);
        if (its !== undefined) left.push([name, its]);
      }
    }
  }
  return found;
}

function ofTypeScript(path: string, config: Config | null): Alias[] {
  const options = at(config, "compilerOptions");
  const base = at(options, "baseUrl");
  const folder = folderOf(path);
  const from = typeof base === "string" ? joined(folder, `${base}/`) : folder.replace(/\/$/, "");
  const aliases: Alias[] = [];
  const paths = at(options, "paths");
  if (isRecord(paths))
    for (const [name, said] of Object.entries(paths)) {
      const places = strings(said)?.flatMap(
        (one) => joined(from === null || from === "" ? "" : `${from}/`, one.replace(/\*.*$/, "")) ?? [],
      );
      const isWhole = !name.includes("*");
      const targets =
        places?.map((one, index) =>
          isWhole || one === "" || !endsOpen(strings(said)?.[index]) ? one : `${one}/`,
        ) ?? null;
      aliases.push({ folder, begin: name.replace(/\*.*$/, ""), isWhole, targets });
    }
  if (typeof base === "string" && from !== null)
    aliases.push({ folder, begin: "", isWhole: false, targets: [from === "" ? "" : `${from}/`] });
  return aliases;
}

/** "./src/*" has a folder before its star, "./src/app-*" hasn't. */
const endsOpen = (target: string | undefined): boolean => target?.replace(/\*.*$/, "").endsWith("/") === true;

function ofBundler(path: string, text: string): Alias[] {
  const folder = folderOf(path);
  const config = readConfig(path, text);
  const parts = [
    at(config, "resolve", "alias"),
    at(config, "test", "alias"),
    at(config, "alias"),
    at(config, "kit", "alias"),
  ];
  return parts.flatMap((part) =>
    isRecord(part)
      ? Object.keys(part).flatMap((name): Alias[] => [
          { folder, begin: name, isWhole: true, targets: null },
          { folder, begin: name.endsWith("/") ? name : `${name}/`, isWhole: false, targets: null },
        ])
      : [],
  );
}
