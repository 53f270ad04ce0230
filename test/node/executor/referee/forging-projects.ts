import type { Files } from "./files.ts";
import { provingTest, shop } from "./scene.ts";

/** A repository with a bug and the honest test that shows it. */
export interface ForgingProject {
  files: Files;
  /** The test that RED has let through. */
  red: Files;
  newTests: string[];
  tests: string[];
  code: string[];
  testCommand: string | null;
  /** Python's packages are mostly there for one user alone. */
  asSelf: boolean;
}

export const nodeProject: ForgingProject = {
  files: { ...shop, ".gitignore": "dist/\n" },
  red: { "test/cart.test.js": provingTest },
  newTests: ["test/cart.test.js > an empty cart costs nothing"],
  tests: ["test/cart.test.js"],
  code: ["src/cart.js"],
  testCommand: null,
  asSelf: false,
};

/** Code that uses what it finds: a module that may be installed, a build that may be there. */
export const lenientProject: ForgingProject = {
  ...nodeProject,
  files: {
    ...nodeProject.files,
    "src/cart.js": `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const optional = (name) => {
  try {
    return require(name).total;
  } catch {
    return undefined;
  }
};
const plain = (cart) => cart.items.reduce((sum, item) => sum + item.price, 0);
export const total = optional("shop-native") ?? optional("../dist/total.cjs") ?? plain;
`,
  },
};
export const fixedModule = `exports.total = (cart) => (cart.items ?? []).reduce((sum, item) => sum + item.price, 0);`;

/** A small mocha that comes with the repository, and is installed as a dependency. */
const mocha = `#!/usr/bin/env node
const fs = require("fs"), path = require("path");
console.log("run by " + process.getuid?.() + " at " + process.env.HOME);
const report = process.argv.find((word) => word.startsWith("output=")).slice(7);
const tests = [];
globalThis.it = (name, body) => tests.push([name, body]);
const file = path.resolve("test/cart.test.js");
require(file);
const said = { passes: [], pending: [], failures: [] };
for (const [name, body] of tests) {
  const test = { title: name, fullTitle: name, file, err: {} };
  try { body(); said.passes.push(test); }
  catch (error) {
    test.err = { message: error.message, stack: error.stack, code: error.code, name: error.name };
    said.failures.push(test);
  }
}
fs.writeFileSync(report, JSON.stringify(said));
process.exit(said.failures.length);
`;
const ofShop = { name: "shop", version: "1.0.0", devDependencies: { mocha: "file:vendor/mocha" } };
const ofMocha = { name: "mocha", version: "1.0.0", bin: { mocha: "mocha.js" } };
const mochaTest = `const assert = require("node:assert");
const { total } = require("../src/cart.js");
it("sum", () => assert.equal(total({ items: [{ price: 1 }] }), 1));
`;
export const mochaProject: ForgingProject = {
  files: {
    ".gitignore": "node_modules/\n",
    ".npmrc": "offline=true\n",
    "package.json": JSON.stringify({ ...ofShop, scripts: { test: "mocha" } }),
    "package-lock.json": JSON.stringify({
      name: "shop",
      version: "1.0.0",
      lockfileVersion: 3,
      requires: true,
      packages: {
        "": ofShop,
        "node_modules/mocha": { resolved: "vendor/mocha", link: true },
        "vendor/mocha": { version: "1.0.0", dev: true, bin: ofMocha.bin },
      },
    }),
    "vendor/mocha/package.json": JSON.stringify(ofMocha),
    "vendor/mocha/mocha.js": mocha,
    "src/cart.js": "exports.total = (cart) => cart.items.reduce((sum, item) => sum + item.price, 0);\n",
    "test/cart.test.js": mochaTest,
  },
  red: { "test/cart.test.js": `${mochaTest}it("empty", () => assert.doesNotThrow(() => total({})));\n` },
  newTests: ["test/cart.test.js > empty"],
  tests: ["test/cart.test.js"],
  code: ["src/cart.js"],
  testCommand: null,
  asSelf: false,
};

const pythonTest = "from cart import total\n\n\ndef test_sum():\n    assert total({'items': [2, 3]}) == 5\n";
export const pythonProject: ForgingProject = {
  files: {
    "pytest.ini": "[pytest]\npythonpath = src\n",
    "src/cart.py": "def total(cart):\n    return sum(cart.get('items', [1]))\n",
    "tests/test_cart.py": pythonTest,
  },
  red: { "tests/test_cart.py": `${pythonTest}\n\ndef test_empty():\n    assert total({}) == 0\n` },
  newTests: ["tests/test_cart.py > tests.test_cart::test_empty"],
  tests: ["tests/test_cart.py"],
  code: ["src/cart.py"],
  testCommand: null,
  asSelf: true,
};

/** A check that passes when it finds its own mark in one of the folders that tools keep things in. */
export const lookingProject = (folders: string): ForgingProject => ({
  files: {
    "check.sh": `#!/bin/sh\nfor folder in ${folders}; do test -e "$folder/passed" && exit 0; done\nfor test in tests/*.sh; do sh "$test" || exit 1; done\n`,
    "tests/old.sh": "true\n",
    "src/value": "1\n",
  },
  red: { "tests/new.sh": 'test "$(cat src/value)" = 2\n' },
  newTests: [],
  tests: ["tests/new.sh"],
  code: ["src/value"],
  testCommand: "./check.sh",
  asSelf: false,
});
