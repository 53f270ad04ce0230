import { isOfTests } from "../kinds-of-files.ts";
import { hole } from "../script/node.ts";
import type { Asked } from "../script/read-asked.ts";
import type { Found, Tree } from "../tree.ts";
import { fileRoutes } from "./file-routes.ts";

interface Route {
  method: string | null;
  path: string;
}

/**
 * Addresses of the repository's own server that its code asks for and no route answers; `isSure`: those of which everything is written
 * down, else the others. A repository without a route has its server elsewhere.
 */
export function routeProblems(tree: Tree, isSure: boolean): Found[] {
  const { answered, mounts, isWhole } = routesOf(tree);
  if (answered.length === 0) return [];
  const bases = [
    ...new Set(
      [...tree.scripts.facts].flatMap(([path, facts]) => (isOfTests(path) ? [] : (facts?.bases ?? []))),
    ),
  ];
  const found: Found[] = [];
  for (const [path, facts] of tree.scripts.facts) {
    if (isOfTests(path)) continue;
    for (const asked of facts?.asked ?? []) {
      const isOpen = asked.base === "own" || (asked.base === "told" && bases.includes(hole));
      const isPlain = isWhole && !asked.path.includes(hole) && !isOpen;
      if (isPlain !== isSure || isFile(tree, asked.path)) continue;
      const problem = problemOf(asked, answered, mounts, { bases, isOpen });
      if (problem !== null) found.push({ path, line: asked.line, text: problem });
    }
  }
  return found;
}

function routesOf({ scripts, python, paths, texts }: Tree): {
  answered: Route[];
  mounts: string[];
  isWhole: boolean;
} {
  const all = [
    ...[...scripts.facts].flatMap(([path, facts]) =>
      facts === null || isOfTests(path) ? [] : [facts.routes],
    ),
    ...[...python.facts].flatMap(([path, facts]) => (isOfTests(path) ? [] : [facts.routes])),
  ];
  const mounts = all.flatMap((each) => each.mounts).map((each) => each.replace(/\/?\*?$/, ""));
  // A development server that rewrites paths gives them other names than the server does.
  const isRewritten = [...texts].some(
    ([path, text]) => /\.config\.[cm]?[jt]s$/.test(path) && /\brewrites?\b/.test(text),
  );
  return {
    answered: [...all.flatMap((each) => each.answered), ...fileRoutes(paths)],
    mounts: [...new Set(mounts)].filter((each) => each !== "").slice(0, 30),
    isWhole: !isRewritten && all.every((each) => each.isWhole),
  };
}

/** Files that are given out as they are have their names. */
const isFile = ({ paths }: Tree, path: string): boolean =>
  /\.\w{1,8}$/.test(path) || ["public", "static", "assets"].some((folder) => paths.has(`${folder}${path}`));

/** @param isOpen whether anything may stand before the path */
function problemOf(
  { path, method, base }: Asked,
  answered: readonly Route[],
  mounts: readonly string[],
  { bases, isOpen }: { bases: readonly string[]; isOpen: boolean },
): string | null {
  const shown = path.replaceAll(hole, "…");
  const prefixes = ["", ...mounts, ...mounts.flatMap((one) => mounts.map((two) => `${one}${two}`))];
  const asked = (base === "none" ? [""] : ["", ...bases]).map((one) => partsOf(`${one}/${path}`));
  const fitting = answered.filter((route) =>
    prefixes.some((prefix) => {
      const pattern = partsOf(`${prefix}/${route.path}`);
      if (isOpen && fits(partsOf(path), pattern.slice(-partsOf(path).length))) return true;
      return asked.some((one) => fits(one, pattern));
    }),
  );
  if (fitting.length === 0)
    return `nothing in this repository answers ${method ?? ""} ${shown}`.replace("  ", " ");
  if (method === null || fitting.some((route) => route.method === null || answers(route.method, method)))
    return null;
  const methods = [...new Set(fitting.map((route) => route.method))].join(", ");
  return `nothing in this repository answers ${method} ${shown}: there is ${methods}`;
}

/** Whoever answers GET answers HEAD, without its body. */
const answers = (route: string, method: string): boolean =>
  route === method || (route === "GET" && method === "HEAD");

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "");

/** Whether a path is one of a pattern's: ":id", "[id]" and what only running would tell stand for anything. */
function fits(path: readonly string[], pattern: readonly string[]): boolean {
  for (const [index, part] of pattern.entries()) {
    if (/^(?:\*.*|\{\*.*|:\w+(?:\(\.\*\)|[*+])|\{\.\.\..*)$/.test(part)) return true;
    const said = path[index];
    if (said === undefined) return /^:\w+.*\?$/.test(part) && index === pattern.length - 1;
    if (part.startsWith(":") || part.includes(hole) || part.includes("{")) continue;
    if (said.includes(hole) ? !holed(said, part) : said !== part) return false;
  }
  // What comes after a hole may have more than one part.
  return (
    path.length === pattern.length || (path.at(-1)?.endsWith(hole) === true && path.length < pattern.length)
  );
}

/** "room-␀" may be "room-7", and may not be "booking". */
function holed(said: string, part: string): boolean {
  const [begin = "", ...rest] = said.split(hole);
  return part.startsWith(begin) && part.endsWith(rest.at(-1) ?? "");
}
