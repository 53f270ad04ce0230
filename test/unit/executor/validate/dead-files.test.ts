import { expect, it } from "vitest";
import { foundIn } from "./found-in.ts";

const words = "nothing imports this file, and nothing names it";

it("nothing imports it, and nothing names it", () => {
  const files = {
    "package.json": JSON.stringify({
      scripts: { start: "node dist/main.js" },
      exports: { ".": "./src/public.js" },
      dependencies: {},
    }),
    "index.html": '<script type="module" src="/src/client.tsx"></script>',
    "src/main.ts": 'import "./used.ts"; new Worker(new URL("./worker.ts", import.meta.url));',
    "src/used.ts": "export {};",
    "src/worker.ts": "export {};",
    "src/client.tsx": 'const pages = import.meta.glob("./pages/*.tsx"); import "./Card.vue";',
    "src/Card.vue": "<template/>",
    "src/pages/home.tsx": "export {};",
    "src/public.js": "export {};",
    "src/types.d.ts": "declare const x: 1;",
    "src/forgotten.ts": "export {};",
    "src/itself.ts": 'import "./itself.ts";',
    "src/broken.ts": "const = ;{{{",
    "test/a.test.ts": "",
    "vite.config.ts": "export default {};",
    "scripts/seed.ts": "export {};",
    ".storybook/preview.tsx": "export {};",
    "plopfile.cjs": "module.exports = 1;",
    "tool.js": "#!/usr/bin/env node\n",
    "src/beside.cjs": "module.exports = 1;",
    "src/copy.js": 'copyFile(join(folder, "beside.cjs"), to);',
    "wrangler.toml": 'main = "src/copy.js"',
  };
  expect(foundIn("dead-files", files)).toEqual([`src/forgotten.ts:1 ${words}`, `src/itself.ts:1 ${words}`]);
});

it("a file that a framework finds by where it lies is none", () => {
  const files = {
    "package.json": JSON.stringify({ dependencies: { next: "1" } }),
    "app/rooms/page.tsx": "export default 1;",
    "lib/forgotten.ts": "export {};",
  };
  expect(foundIn("dead-files", files)).toEqual([`lib/forgotten.ts:1 ${words}`]);
});

it("a plugin that Fastify loads by where it lies is none", () => {
  const files = {
    "package.json": JSON.stringify({ main: "src/app.ts", dependencies: { "@fastify/autoload": "1" } }),
    "src/app.ts": 'app.register(autoload, { dir: join(import.meta.dirname, "plugins") });',
    "src/plugins/cors.ts": "export default 1;",
    "src/forgotten.ts": "export {};",
  };
  expect(foundIn("dead-files", files)).toEqual([`src/forgotten.ts:1 ${words}`]);
});

it("knows Python's modules", () => {
  const files = {
    "pyproject.toml": '[project.scripts]\nshop = "shop.cli:main"\n',
    "shop/__init__.py": "from shop.a import x\n",
    "shop/a.py": "from . import b\n",
    "shop/b.py": "x = 1\n",
    "shop/cli.py": "def main(): ...\n",
    "shop/forgotten.py": "x = 1\n",
    "shop/run.py": "if __name__ == '__main__':\n    print()\n",
    "tests/test_a.py": "",
  };
  expect(foundIn("dead-files", files)).toEqual([`shop/forgotten.py:1 ${words}`]);
});

it("a file is none that a package's own name for it leads to, under whichever condition", () => {
  const files = {
    "package.json": JSON.stringify({
      main: "src/main.ts",
      imports: { "#lib/*": { types: "./src/lib/*.d.ts", default: "./src/lib/*.ts" } },
    }),
    "src/main.ts": 'import "#lib/rooms";',
    "src/lib/rooms.ts": "export {};",
    "src/lib/halls.ts": "export {};",
  };
  expect(foundIn("dead-files", files)).toEqual([`src/lib/halls.ts:1 ${words}`]);
});

it("knows what Django looks for, and what is loaded by its name", () => {
  const files = {
    "manage.py": 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    "shop/__init__.py": "",
    "shop/settings.py": 'ROOT_URLCONF = "shop.urls"\nMIDDLEWARE = ["shop.middleware.Guard"]\n',
    "shop/urls.py": "urlpatterns = []\n",
    "shop/middleware.py": "class Guard: ...\n",
    "shop/forgotten.py": "x = 1\n",
    "rooms/__init__.py": "",
    "rooms/admin.py": "x = 1\n",
    "rooms/management/commands/load.py": "x = 1\n",
  };
  expect(foundIn("dead-files", files)).toEqual([`shop/forgotten.py:1 ${words}`]);
});
