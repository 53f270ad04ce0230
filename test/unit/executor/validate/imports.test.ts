import { describe, expect, it } from "vitest";
import { foundIn } from "./found-in.ts";

const rooms = `export const rooms = [];
export function roomById() {}
export type Room = { id: string };
export const { attic, seats: [first, ...others] = [] } = load();
export { rooms as all, roomById as default };
export * as ids from "./ids.ts";
`;
const base = { "src/rooms.ts": rooms, "src/ids.ts": "export enum Id { One }\n" };

describe("imports of JavaScript and TypeScript", () => {
  it.each([
    ["a file that isn't there", 'import "./halls.ts";', '"./halls.ts" leads to nothing'],
    ["a folder above the repository", 'import "../../x.ts";', '"../../x.ts" leads to nothing'],
    [
      "a name that isn't given",
      'import { halls } from "./rooms.ts";',
      'src/rooms.ts doesn\'t export "halls"',
    ],
    ["a type that isn't", 'import type { Hall } from "./rooms";', 'src/rooms.ts doesn\'t export "Hall"'],
    ["a default that isn't", 'import ids from "./ids.ts";', "src/ids.ts has no default export"],
    ["a name that is passed on", 'export { hall } from "./rooms";', 'src/rooms.ts doesn\'t export "hall"'],
    ["a file that is required", 'const x = require("./halls");', '"./halls" leads to nothing'],
  ])("%s", (_what, line, text) => {
    expect(foundIn("imports", { ...base, "src/app.ts": `\n${line}\n` })).toEqual([`src/app.ts:2 ${text}`]);
  });

  it.each([
    'import all, { rooms, roomById, type Room, attic, first, others, ids } from "./rooms";',
    'import * as everything from "./rooms.js";',
    'import { Id } from "./ids";',
    'export * from "./rooms.ts";',
    'import logo from "./logo.svg?url"; import "./style.css";',
    'import { anything } from "./old.cjs"; import both from "./old.cjs";',
    'import { made } from "./generated/client.ts"; import type { Route } from "./+types/home";',
    'import { type Props } from "./Card.vue"; import Card from "./Card.vue";',
    'import words from "./words.json"; import { readFile } from "node:fs/promises"; import { z } from "zod";',
    'import { rooms } from "@/rooms"; import x from "~icons/x"; import y from "virtual:pages";',
    'import { deep } from "#inner/deep";',
    'import icon from "./icon.png";',
    'import { rooms } from "shared/rooms";',
  ])("finds nothing in %s", (line) => {
    const files = {
      ...base,
      "src/app.ts": line,
      "src/logo.svg": "<svg/>",
      "src/style.css": "",
      "src/old.cjs": "module.exports = { anything: 1 };",
      "src/Card.vue": '<script lang="ts">export interface Props { a: 1 }</script><template><p/></template>',
      "src/words.json": "{}",
      "src/inner/deep.ts": "export const deep = 1;",
      "src/types.d.ts": 'declare module "*.png";',
      ".gitignore": "generated/\n",
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } } // with a comment',
      "src/tsconfig.json": '{ "extends": ["../settings/base"] }',
      "settings/base.json": '{ "compilerOptions": { "paths": { "shared/*": ["../src/*"] } } }',
      "package.json":
        '{ "imports": { "#inner/*": { "types": "./src/inner/*.d.ts", "default": "./src/inner/*.ts" } } }',
    };
    expect(foundIn("imports", files)).toEqual([]);
    expect(foundIn("late-imports", files)).toEqual([]);
    expect(foundIn("undeclared-dependencies", files).filter((one) => one.includes("shared"))).toEqual([]);
  });

  it("follows what a module passes on, in a circle too", () => {
    const files = {
      "a.ts": 'export * from "./b"; export const a = 1;',
      "b.ts": 'export * from "./a"; export const b = 1;',
      "c.ts": 'import { a, b, c } from "./a";',
      "d.ts": 'export * from "some-package";',
      "e.ts": 'import { whatever } from "./d";',
    };
    expect(foundIn("imports", files)).toEqual(['c.ts:1 a.ts doesn\'t export "c"']);
  });

  it("reads Vue's scripts where they stand", () => {
    const text =
      '<template>\n  <p>{{ a }}</p>\n</template>\n<script setup lang="ts">\nimport A from "./A.vue";\n</script>\n';
    expect(foundIn("imports", { "src/App.vue": text })).toEqual(['src/App.vue:5 "./A.vue" leads to nothing']);
  });

  it("only warns of what is loaded when it is needed", () => {
    const files = { "a.ts": 'const x = async () => import("./b.ts");\ntry { require("./c"); } catch {}\n' };
    expect(foundIn("imports", files)).toEqual([]);
    expect(foundIn("late-imports", files)).toEqual([
      'a.ts:1 "./b.ts" leads to nothing',
      'a.ts:2 "./c" leads to nothing',
    ]);
  });

  it("knows that an alias of the settings leads to nothing", () => {
    const files = {
      "web/src/app.ts": 'import { a } from "@/lost";',
      "web/tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    };
    expect(foundIn("imports", files)).toEqual(['web/src/app.ts:1 "@/lost" leads to nothing']);
  });
});

describe("imports of Python", () => {
  const app = {
    "app/__init__.py": "from .rooms import list_rooms as rooms\nVERSION: str = '1'\n",
    "app/rooms.py":
      'TOTAL = 3\nclass Room:\n    pass\n\ndef list_rooms():\n    """\nimport nothing\n    """\n',
    "app/deep/inner.py": "x, (y) = 1, 2\n",
  };

  it.each([
    ["from app.halls import Hall", "the module app.halls isn't there"],
    ["import app.halls", "the module app.halls isn't there"],
    ["from app.rooms import (\n    Room,\n    Hall,\n)", 'app/rooms.py has no "Hall"'],
    ["from app import rooms, halls", 'app/__init__.py has no "halls"'],
    ["from .halls import a", "the module .halls isn't there"],
  ])("%s", (line, text) => {
    expect(foundIn("imports", { ...app, "app/main.py": `${line}\n` })).toEqual([`app/main.py:1 ${text}`]);
  });

  it.each([
    "from app.rooms import Room, TOTAL, list_rooms",
    "from app import rooms, VERSION",
    "from . import rooms\nfrom .deep.inner import x, y",
    "from .deep import inner",
    "from __future__ import annotations\nimport os.path, json as j\nfrom flask import Flask",
    "text = '''\nimport app.lost\n'''\n# from app.lost import x",
    "import app.rooms as r; print(r)",
  ])("finds nothing in %s", (line) => {
    expect(foundIn("imports", { ...app, "app/main.py": `${line}\n` })).toEqual([]);
  });

  it("only warns of what may be missing", () => {
    const files = {
      ...app,
      "app/main.py": "try:\n    from app.fast import x\nexcept ImportError:\n    x = 1\n",
    };
    expect(foundIn("imports", files)).toEqual([]);
    expect(foundIn("late-imports", files)).toEqual(["app/main.py:2 the module app.fast isn't there"]);
  });

  it("takes a module for itself when it lies in a package and is named as another", () => {
    const files = {
      "app/__init__.py": "",
      "app/azure.py": "from azure.storage import blob\n",
      "src/lib/__init__.py": "",
      "src/lib/a.py": "import lib.b\n",
    };
    expect(foundIn("imports", files)).toEqual(["src/lib/a.py:1 the module lib.b isn't there"]);
  });
});
