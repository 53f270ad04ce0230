import { z } from "zod";

/** Names of extras, groups and files that hold what tests need, the likelier ones first. */
const likely = [
  /^(?:tests?|testing|unit-?tests?|pytest|ci)$/i,
  /^(?:dev|devel|develop|development)$/i,
] as const;

/** Of these names those that tests need: what is for tests; where nothing is, what is for developers. */
export function forTests(names: readonly string[]): string[] {
  const found = likely.map((pattern) => names.filter((name) => pattern.test(name)));
  return found.find((some) => some.length > 0) ?? [];
}

/** Of a project's files those that say what it needs, and what its tests need besides. */
export function requirementFiles(files: readonly string[]): string[] {
  const all = files.flatMap((path) => {
    const match =
      /^requirements(?:[-_./](?:requirements[-_.])?([a-z-]+))?\.txt$/i.exec(path) ??
      /^([a-z]+)[-_.]requirements\.txt$/i.exec(path) ??
      /^(tests?)\/requirements\.txt$/i.exec(path);
    return match === null ? [] : [{ path, name: match[1] ?? "base" }];
  });
  const more = forTests(all.map(({ name }) => name));
  return all
    .filter(({ name }) => /^(?:base|main|common|core|prod|production)$/i.test(name) || more.includes(name))
    .map(({ path }) => path);
}

const groupSchema = z.array(z.union([z.string(), z.looseObject({ "include-group": z.string().optional() })]));

/** What a group of pyproject.toml (PEP 735) holds, with those that it includes. */
export function groupRequirements(
  groups: Readonly<Record<string, unknown>>,
  name: string,
  seen: readonly string[] = [],
): string[] {
  const normal = (text: string): string => text.toLowerCase().replaceAll(/[-_.]+/g, "-");
  const found = Object.entries(groups).find(([key]) => normal(key) === normal(name));
  const group = found === undefined || seen.includes(found[0]) ? null : groupSchema.safeParse(found[1]);
  return (group?.data ?? []).flatMap((item) => {
    if (typeof item === "string") return [item];
    const included = item["include-group"];
    return included === undefined ? [] : groupRequirements(groups, included, [...seen, found?.[0] ?? ""]);
  });
}

const dependencySchema = z.union([
  z.string().transform((version) => ({ version })),
  z.looseObject({
    version: z.string().optional(),
    extras: z.array(z.string()).optional(),
    optional: z.boolean().optional(),
    markers: z.string().optional(),
    path: z.string().optional(),
    git: z.string().optional(),
    url: z.string().optional(),
    rev: z.string().optional(),
    tag: z.string().optional(),
    branch: z.string().optional(),
  }),
]);
type Dependency = {
  version?: string | undefined;
  extras?: string[] | undefined;
  optional?: boolean | undefined;
  markers?: string | undefined;
  path?: string | undefined;
  git?: string | undefined;
  url?: string | undefined;
  rev?: string | undefined;
  tag?: string | undefined;
  branch?: string | undefined;
};

/** A table of Poetry's (or Pipenv's) as pip has it; what is optional stays out. */
export function poetryRequirements(table: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(table).flatMap(([name, value]) => {
    if (name.toLowerCase() === "python") return [];
    const read = dependencySchema.safeParse(value);
    const found: Dependency | undefined = read.data;
    if (found === undefined || found.optional === true) return [];
    const extras = found.extras === undefined ? "" : `[${found.extras.join(",")}]`;
    const marker = found.markers === undefined ? "" : ` ; ${found.markers}`;
    if (found.path !== undefined) return [`./${found.path.replace(/^\.\//, "")}`];
    if (found.url !== undefined) return [`${name}${extras} @ ${found.url}${marker}`];
    if (found.git !== undefined) {
      const at = found.rev ?? found.tag ?? found.branch;
      return [`${name}${extras} @ git+${found.git}${at === undefined ? "" : `@${at}`}${marker}`];
    }
    return [`${name}${extras}${poetryVersion(found.version ?? "*")}${marker}`];
  });
}

/** A version as Poetry writes it ("^1.2") in pip's words (">=1.2,<2"). Of what pip has no words for, any version will do. */
export function poetryVersion(text: string): string {
  if (text.includes("||")) return "";
  return text
    .split(/\s*,\s*|(?<=[\d*])\s+(?=[<>=!~^])/)
    .flatMap((part) => {
      const [, sign = "", version = ""] = /^([\^~<>=!]*)\s*(.*)$/.exec(part.trim()) ?? [];
      if (version === "*" || version === "") return [];
      if (sign === "^" || sign === "~") return [`>=${version}`, `<${nextAfter(version, sign)}`];
      return [sign === "" || sign === "=" ? `==${version}` : sign + version];
    })
    .join(",");
}

/** The first version that a caret or a tilde leaves out. */
function nextAfter(version: string, sign: "^" | "~"): string {
  const numbers = version.split(".").map((part) => Number.parseInt(part, 10) || 0);
  const notZero = numbers.findIndex((number) => number > 0);
  const at = sign === "~" ? Math.min(1, numbers.length - 1) : notZero === -1 ? numbers.length - 1 : notZero;
  return numbers
    .slice(0, at + 1)
    .map((number, index) => (index === at ? number + 1 : number))
    .join(".");
}
