/** What a server in Python answers, in one file. */
export interface PythonRoutes {
  answered: readonly { method: string | null; path: string }[];
  mounts: readonly string[];
  isWhole: boolean;
}

const text = String.raw`[rbuf]{0,2}["']([^"'\n]{0,300})["']`;
const decorator = new RegExp(
  String.raw`@\w[\w.]{0,100}\.(get|post|put|patch|delete|head|options|route|api_route|websocket)\(\s*(?:(?:path|rule)\s*=\s*)?(?:${text}|(?=\S))([^\n]{0,300})`,
  "g",
);
const added = new RegExp(
  String.raw`\.(?:add_url_rule|add_api_route|add_route)\(\s*${text}([^\n]{0,300})`,
  "g",
);
const prefix = new RegExp(String.raw`\b(?:url_prefix|prefix|root_path)\s*=\s*${text}`, "g");
const mounted = new RegExp(String.raw`\.mount\(\s*${text}`, "g");

/** The routes of Flask, FastAPI and their like, in a text without its comments. Django's aren't written where they are answered. */
export function readPythonRoutes(code: string): PythonRoutes {
  const answered: { method: string | null; path: string }[] = [];
  let isWhole = !/\burlpatterns\b/.test(code);
  for (const [, verb = "", path, rest = ""] of code.matchAll(decorator))
    if (path === undefined) isWhole = false;
    else answered.push(...routesOf(/route|websocket/.test(verb) ? null : verb, path, rest));
  for (const [, path = "", rest = ""] of code.matchAll(added)) answered.push(...routesOf(null, path, rest));
  const mounts = [...code.matchAll(prefix), ...code.matchAll(mounted)].map(([, path = ""]) => path);
  return { answered, mounts, isWhole };
}

function routesOf(
  verb: string | null,
  rule: string,
  rest: string,
): { method: string | null; path: string }[] {
  const path = rule
    .replaceAll(/<path:\w+>|\{\w+:path\}/g, "*")
    .replaceAll(/<(?:\w+(?:\([^)]*\))?:)?(\w+)>|\{(\w+)(?::\w+)?\}/g, ":x");
  if (verb !== null) return [{ method: verb.toUpperCase(), path }];
  const methods = /methods\s*=\s*[[({]([^\])}]*)/.exec(rest)?.[1]?.match(/[A-Za-z]+/g) ?? [];
  return methods.length === 0
    ? [{ method: null, path }]
    : methods.map((method) => ({ method: method.toUpperCase(), path }));
}
