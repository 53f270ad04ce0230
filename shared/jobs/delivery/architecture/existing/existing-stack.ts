import type { ChosenStack } from "../../stacks/choose-stack.ts";
import { stackIds } from "../../../../domain/delivery/stack-id.ts";
import { stacks } from "../../stacks/stacks.ts";
import { packagesOf } from "./packages-of.ts";
import type { Snapshot } from "./snapshot.ts";
import { baseOf, depthOf } from "./telling-files.ts";

/** Packages by which a stack is known, with their names for people. An earlier one is named first. */
const react = { next: "Next.js", "@remix-run/react": "Remix", react: "React" } as const;
const vue = { nuxt: "Nuxt", vue: "Vue" } as const;
const servers = {
  next: "Next.js",
  "@remix-run/node": "Remix",
  "@nestjs/core": "Nest",
  express: "Express",
  fastify: "Fastify",
  hono: "Hono",
  koa: "Koa",
  "@hapi/hapi": "hapi",
  restify: "restify",
} as const;
const pythonParts = { fastapi: "FastAPI", flask: "Flask", django: "Django", starlette: "Starlette" } as const;
/** What else is known in browsers, where neither React nor Vue is. */
const strangers = {
  "@angular/core": "Angular",
  svelte: "Svelte",
  "solid-js": "Solid",
  preact: "Preact",
  "ember-source": "Ember",
} as const;
/** React, and yet nothing for a browser. */
const phones = { "react-native": "React Native" } as const;

/** Files by which other languages are known. */
const languages: readonly (readonly [RegExp, string])[] = [
  [/^go\.mod$/, "Go"],
  [/^Cargo\.toml$/, "Rust"],
  [/^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, "Java or Kotlin"],
  [/^Gemfile$/, "Ruby"],
  [/^composer\.json$/, "PHP"],
  [/\.(?:csproj|fsproj|sln)$/, ".NET"],
  [/^mix\.exs$/, "Elixir"],
  [/^Package\.swift$/, "Swift"],
  [/^pubspec\.yaml$/, "Dart"],
  [/^(?:CMakeLists\.txt|Makefile\.am|configure\.ac)$/, "C or C++"],
];

/** Which of our stacks a repository is, with the reasons; or what it is instead, for a sentence that says why it can't be continued. */
export type ExistingStack = ChosenStack | { stack: null; found: string };

/**
 * The stack of a repository that is there already, by what it is made of: React with a server of its own, React, Vue, a manifest of Python,
 * a package.json, in this order. What nobody here could build on is none of them.
 */
export function existingStack(snapshot: Snapshot): ExistingStack {
  const { npm, node, python, pythonWords, broken } = packagesOf(snapshot);
  const named = (parts: Readonly<Record<string, string>>, among: ReadonlySet<string> = npm): string[] => [
    ...new Set(Object.entries(parts).flatMap(([key, word]) => (among.has(key) ? [word] : []))),
  ];
  const foreign = languagesOf(snapshot);
  const [client] = named(react);
  const [view] = named(vue);
  const server = named(servers);
  const known = client ?? view;
  const strange = [...named(phones), ...(known === undefined ? named(strangers) : [])];
  const beside = [...(python.length > 0 ? [`Python (${python[0]})`] : []), ...foreign];
  const kept = beside.length === 0 ? [] : [`${beside.join(" and ")} beside it stays as it is`];
  if (strange.length > 0) return { stack: null, found: strange.join(" and ") };
  if (client !== undefined && server.length > 0) {
    const parts = [...new Set([client, ...server])].join(" with ");
    return chosen(snapshot, "react_full_stack", parts, node, kept);
  }
  if (client !== undefined) return chosen(snapshot, "react_spa", `${client} in the browser`, node, kept);
  if (view !== undefined) return chosen(snapshot, "vue_spa", view, node, kept);
  if (python.length > 0) {
    const parts = ["Python", ...named(pythonParts, pythonWords)].join(" with ");
    const rest = foreign.length === 0 ? [] : [`${foreign.join(" and ")} beside it stays as it is`];
    return chosen(snapshot, "python_api", parts, python, rest);
  }
  // With another language in charge, a package.json is for its tools.
  if (node.length > 0 && (foreign.length === 0 || server.length > 0)) {
    const parts = server.length === 0 ? "Node without a framework" : ["Node", ...server].join(" with ");
    return chosen(snapshot, "node_api", parts, node, kept);
  }
  if (foreign.length > 0) return { stack: null, found: foreign.join(" and ") };
  if (broken.length > 0) return { stack: null, found: `a ${broken[0]} that is no JSON with dependencies` };
  return { stack: null, found: commonEndings(snapshot) };
}

/** Why a repository can't be continued, and which could be. */
export function cannotContinue(repository: string, found: string): string {
  const all = stackIds.map((id) => stacks[id].title);
  return `${repository} can't be continued: it is ${found}. What can be: ${all.slice(0, -1).join(", ")} and ${all.at(-1)}, known by a package.json or a manifest of Python`;
}

function chosen(
  { repository, branch, commit }: Snapshot,
  stack: ChosenStack["stack"],
  parts: string,
  [manifest = ""]: readonly string[],
  more: readonly string[],
): ChosenStack {
  return {
    stack,
    because: [
      `it continues ${repository}, which is ${parts} (${manifest})`,
      `as it is at ${commit.slice(0, 7)} on ${branch}`,
      ...more,
    ],
  };
}

/** Languages that have a manifest at the repository's root. */
function languagesOf({ files }: Snapshot): string[] {
  const atRoot = files.filter((path) => depthOf(path) === 0).map(baseOf);
  return languages.flatMap(([is, language]) => (atRoot.some((name) => is.test(name)) ? [language] : []));
}

function commonEndings({ files }: Snapshot): string {
  if (files.length === 0) return "empty";
  const counts = new Map<string, number>();
  for (const path of files) {
    const ending = /\.[A-Za-z0-9]{1,10}$/.exec(baseOf(path))?.[0];
    if (ending !== undefined) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const most = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 3);
  const kinds = most.map(([ending, count]) => `${count} ${ending}`).join(", ");
  return `${files.length} files without a manifest that is known here${kinds === "" ? "" : ` (${kinds})`}`;
}
