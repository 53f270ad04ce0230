import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fillTemplate } from "../../../../shared/domain/delivery/fill-template.ts";
import type { stackIds } from "../../../../shared/domain/delivery/stack-id.ts";
import { storyDiscovery } from "../../../../shared/domain/plan.ts";
import type { Files } from "./files.ts";
import { clearScenes, good, makeScene, nothing, readyOf, write } from "./scene.ts";

/*
 * The first story on a stack's foundation, with the packages that its template asks for. CI tries the one whose files are the strangest;
 * with STACKS=all each is tried, and Python's asks an index for all of its tools.
 */

afterEach(clearScenes);
vi.setConfig({ testTimeout: 300_000 });

const uid = 62_000_000 + process.pid;
const user = process.getuid?.() === 0 ? { uid, gid: uid } : null;

interface FirstStory {
  test: string;
  acceptance: string;
  /** New files. */
  built: Files;
  /** Where the parts come together, and what changes there. */
  entry: string;
  wire: (text: string) => string;
  /** What is seen to pass at the end: the template's tests and this one. */
  passed: number;
}

const rooms = `import { cleanup, render, screen } from "@testing-library/FRAMEWORK";
import { afterEach, expect, it } from "vitest";
IMPORT
afterEach(cleanup);
it("lists the rooms by name", () => {
  SHOW
  expect(screen.queryAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["Attic", "Cellar"]);
});
`;
const page = (framework: string, imported: string, show: string): string =>
  rooms.replace("FRAMEWORK", framework).replace("IMPORT", imported).replace("SHOW", show);

const stories = {
  react_spa: {
    test: "test/see-the-rooms.test.tsx",
    acceptance: page("react", 'import { App } from "../src/app.tsx";', 'render(<App path="/rooms" />);'),
    built: {
      "src/pages/rooms-page.tsx": `const rooms = ["Cellar", "Attic"];
export const RoomsPage = () => (
  <ul>
    {rooms.toSorted().map((room) => (
      <li key={room}>{room}</li>
    ))}
  </ul>
);
`,
    },
    entry: "src/app.tsx",
    wire: (text) =>
      `import { RoomsPage } from "./pages/rooms-page.tsx";\n${text.replace('["/", HomePage]', '["/", HomePage], ["/rooms", RoomsPage]')}`,
    passed: 3,
  },
  vue_spa: {
    test: "test/see-the-rooms.test.ts",
    acceptance: page(
      "vue",
      'import App from "../src/App.vue";',
      'render(App, { props: { path: "/rooms" } });',
    ),
    built: {
      "src/pages/RoomsPage.vue": `<script setup lang="ts">
const rooms = ["Cellar", "Attic"].toSorted();
</script>

<template>
  <ul>
    <li v-for="room in rooms" :key="room">{{ room }}</li>
  </ul>
</template>
`,
    },
    entry: "src/App.vue",
    wire: (text) =>
      text
        .replace(
          'import NotFoundPage from "./pages/NotFoundPage.vue";',
          (line) => `${line}\nimport RoomsPage from "./pages/RoomsPage.vue";`,
        )
        .replace('["/", HomePage]', '["/", HomePage], ["/rooms", RoomsPage]'),
    passed: 3,
  },
  react_full_stack: {
    test: "test/server/see-the-rooms.test.ts",
    acceptance: `// @vitest-environment node
import { expect, it } from "vitest";
import { createApp } from "../../src/server/app.ts";
it("lists the rooms by name", async () => {
  const answer = await createApp().request("/api/rooms");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual(["Attic", "Cellar"]);
});
`,
    built: { "src/server/rooms.ts": 'export const rooms = ["Attic", "Cellar"];\n' },
    entry: "src/server/app.ts",
    wire: (text) =>
      `import { rooms } from "./rooms.ts";\n${text.replace(/ {2}app\.notFound/, (line) => `  app.get("/api/rooms", (context) => context.json(rooms));\n${line}`)}`,
    passed: 6,
  },
  python_api: {
    test: "tests/test_see_the_rooms.py",
    acceptance: `from flask.testing import FlaskClient


def test_lists_the_rooms_by_name(client: FlaskClient) -> None:
    answer = client.get("/api/rooms")
    assert answer.status_code == 200
    assert answer.get_json() == ["Attic", "Cellar"]
`,
    built: { "app/rooms.py": 'ROOMS = ["Attic", "Cellar"]\n' },
    entry: "app/__init__.py",
    wire: (text) =>
      text
        .replace("from werkzeug", "from app.rooms import ROOMS\nfrom werkzeug")
        .replace(
          "    @app.errorhandler(404)",
          (line) =>
            `    @app.get("/api/rooms")\n    def rooms() -> Response:\n        return jsonify(ROOMS)\n\n${line}`,
        ),
    passed: 4,
  },
} satisfies Partial<Record<(typeof stackIds)[number], FirstStory>>;

async function foundationOf(stack: string): Promise<Files> {
  const root = join("containers/executor/stacks", stack);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const texts = entries
    .filter(
      (entry) => entry.isFile() && !/(?:^|\/)(?:node_modules|dist|coverage)(?:\/|$)/.test(entry.parentPath),
    )
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(root.length + 1), await readFile(path, "utf8")] as const;
    });
  const template = new Map(await Promise.all(texts));
  return Object.fromEntries(fillTemplate(template, { name: "room-booking", description: "Rooms." }));
}

const tried = Object.entries(stories).filter(
  ([stack]) => stack === "vue_spa" || process.env["STACKS"] === "all",
);

describe.each(tried)("a story on the foundation of %s", (stack, story) => {
  it("is red, then green, from an empty checkout too", async () => {
    const { test, acceptance, built, entry, wire, passed } = story;
    const base = await foundationOf(stack);
    const code = [...Object.keys(built), entry];
    const { run, assignment } = await makeScene(base, { tests: [test], code, real: { user } });
    const plan = { ...assignment.plan, summary: "See the rooms", scope: "rooms" };
    const { result, runs } = await run(
      {
        red: [write({ [test]: acceptance })],
        green: [write({ ...built, [entry]: wire(base[entry] ?? "") })],
        refactor: [nothing],
        review: [good],
      },
      {
        purpose: "story",
        report: "See the rooms",
        plan,
        discovery: storyDiscovery("acme/shop", plan),
        deadlineMs: 280_000,
      },
    );
    expect(
      readyOf(result)
        .files.map(({ path }) => path)
        .toSorted(),
    ).toEqual([...code, test].toSorted());
    const suite = (name: string) => {
      const last = runs.find((one) => one.name === name);
      return [last?.passed, last?.failed];
    };
    expect(suite("the suite with the new test")).toEqual([passed - 1, 1]);
    expect(suite("the suite from a fresh checkout")).toEqual([passed, 0]);
  });
});
