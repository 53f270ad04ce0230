import { elementsIn } from "../watch/read.ts";
import { existingFiles } from "./existing-files.ts";

interface Layout {
  entry: string;
  test: (part: string) => string;
  code: (part: string) => string;
}

const layouts: Readonly<Record<string, Layout>> = {
  "Node API": {
    entry: "src/app.ts",
    test: (part) => `test/${part}.test.ts`,
    code: (part) => `src/${part}.ts`,
  },
  "Python API": {
    entry: "app/__init__.py",
    test: (part) => `tests/test_${part.replaceAll("-", "_")}.py`,
    code: (part) => `app/${part.replaceAll("-", "_")}.py`,
  },
  "React single-page app": {
    entry: "src/app.tsx",
    test: (part) => `test/${part}.test.tsx`,
    code: (part) => `src/pages/${part}-page.tsx`,
  },
  "Vue single-page app": {
    entry: "src/App.vue",
    test: (part) => `test/${part}.test.ts`,
    code: (part) => `src/pages/${part}-page.vue`,
  },
  "React with its own API": {
    entry: "src/server/app.ts",
    test: (part) => `test/server/${part}.test.ts`,
    code: (part) => `src/server/${part}.ts`,
  },
};

/** Where parts come together, by the names that people give such files. */
const entries = /^(?:src|app)\/(?:server\/)?(?:app|server|main|index|cli|__init__)\.(?:[jt]sx?|vue|py)$/;

/** The stack's folders, with the entry and the language that a repository has already. */
function layoutOf(stack: string, exists: readonly string[]): Layout | undefined {
  const layout = layouts[stack] ?? layouts["Node API"];
  const entry = exists.find((file) => file === layout?.entry) ?? exists.find((file) => entries.test(file));
  if (layout === undefined || entry === undefined) return layout;
  const inItsLanguage = (file: string): string =>
    entry.endsWith(".js") ? file.replace(/\.tsx?$/, ".js") : file;
  return {
    entry,
    test: (part) => inItsLanguage(layout.test(part)),
    code: (part) => inItsLanguage(layout.code(part)),
  };
}

/** A design by plain rules: a part for each story, in the folders of the stack or of what exists. */
export function designStories(prompt: string): Record<string, unknown> {
  const stack = elementsIn(prompt, "stack")[0]?.attributes["title"] ?? "Node API";
  const layout = layoutOf(stack, existingFiles(prompt));
  const stories = elementsIn(prompt, "story").map(({ attributes, text }) => {
    const title = attributes["title"] ?? "";
    const part =
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, "")
        .slice(0, 40) || "part";
    return { id: attributes["id"] ?? "", title, part, narrative: text.split("\n")[0] ?? "" };
  });
  if (layout === undefined) return {};
  return {
    description:
      `Software of ${stories.length} ${stories.length === 1 ? "part" : "parts"}: ${stories.map(({ title }) => title.toLowerCase()).join(", ")}.`.slice(
        0,
        300,
      ),
    components: [
      {
        name: "app",
        purpose: "Puts the parts together.",
        files: [layout.entry],
        uses: inGroups(stories).map(([one]) => one?.part ?? "part"),
      },
      ...inGroups(stories).map((group) => ({
        name: group[0]?.part ?? "part",
        purpose: group[0]?.narrative ?? "",
        files: group.map(({ part }) => layout.code(part)),
        uses: [],
      })),
    ],
    interfaces: [],
    decisions: [
      {
        title: "Where data lives",
        choice: "In memory, behind the parts.",
        because: "No document asks for more than one process.",
      },
    ],
    stories: stories.map(({ id, part }) => ({
      story: id,
      tests: [layout.test(part)],
      code: [layout.code(part), layout.entry],
    })),
  };
}

/** So many parts at most are put together, each of so many stories as that takes. */
const mostParts = 20;

function inGroups<T>(all: readonly T[]): T[][] {
  const size = Math.max(1, Math.ceil(all.length / mostParts));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
