import { describe, expect, it } from "vitest";
import { foundIn } from "./found-in.ts";

const manifest = (more: object): string => JSON.stringify({ name: "shop", ...more }, null, 2);

describe("packages that are imported", () => {
  const files = {
    "package.json": manifest({
      dependencies: { hono: "1", "@acme/ui": "1" },
      devDependencies: { vitest: "1", "@types/estree": "1" },
    }),
    "src/a.ts": `import { Hono } from "hono/tiny";
import Button from "@acme/ui/button";
import type { Node } from "estree";
import { it } from "vitest";
import fs from "fs";
import "node:path";
import "shop/other";
import left from "left-pad";
import right from "@acme/right/deep";
`,
    "src/b.ts": 'import left from "left-pad";\nconst maybe = () => import("optional");\n',
  };

  it("and declared nowhere, each once", () => {
    expect(foundIn("undeclared-dependencies", files)).toEqual([
      'src/a.ts:8 "left-pad" is imported and not declared in package.json',
      'src/a.ts:9 "@acme/right" is imported and not declared in package.json',
    ]);
  });

  it("by a member of a workspace, which may use what stands above it", () => {
    const workspace = {
      "package.json": manifest({ devDependencies: { vitest: "1" } }),
      "packages/api/package.json": JSON.stringify({ name: "@shop/api", dependencies: { hono: "1" } }),
      "packages/api/a.ts": 'import "hono"; import "vitest"; import "@shop/web"; import "react";',
      "packages/web/package.json": JSON.stringify({ name: "@shop/web", dependencies: { react: "1" } }),
    };
    expect(foundIn("undeclared-dependencies", workspace)).toEqual([
      'packages/api/a.ts:1 "react" is imported and not declared in packages/api/package.json',
    ]);
  });

  it("and that come with others, whose documents say to import them", () => {
    const all = {
      "package.json": manifest({ devDependencies: { jest: "1", vite: "1", "@types/bun": "1" } }),
      "src/a.ts": `import { expect } from "@jest/globals";
import type { Plugin } from "rollup";
import { $ } from "bun";
import js from "@eslint/js";
`,
    };
    expect(foundIn("undeclared-dependencies", all)).toEqual([
      'src/a.ts:4 "@eslint/js" is imported and not declared in package.json',
    ]);
  });

  it("in Python, where a list of requirements goes on with others", () => {
    const python = {
      "requirements.txt":
        "-r deps/base.txt\ngit+https://git.acme.com/thing.git@v1#egg=acme-thing\nFlask==3\n",
      "deps/base.txt": "requests\n-r ../requirements.txt\n",
      "a.py": "import flask, requests, acme_thing, httpx\n",
    };
    expect(foundIn("undeclared-dependencies", python)).toEqual([
      'a.py:1 "httpx" is imported and not declared in requirements.txt',
    ]);
    expect(foundIn("unused-dependencies", python)).toEqual([]);
  });

  it("in Python, by names that differ from those they are installed by", () => {
    const python = {
      "pyproject.toml": `[project]
name = "shop"
dependencies = ["flask>=2.2,<4", "PyYAML", "python-dotenv==1"]
[project.optional-dependencies]
dev = ["pytest>=7"]
`,
      "app/__init__.py": "",
      "app/a.py": `import json
import yaml
from dotenv import load_dotenv
from flask import Flask
from werkzeug.exceptions import NotFound
import app
import requests
try:
    import ujson
except ImportError:
    pass
`,
      "tests/test_a.py": "import pytest\n",
    };
    expect(foundIn("undeclared-dependencies", python)).toEqual([
      'app/a.py:7 "requests" is imported and not declared in pyproject.toml',
    ]);
  });
});

describe("packages that are declared", () => {
  it("and imported by nobody, tools and companions excepted", () => {
    const files = {
      "package.json": manifest({
        scripts: { start: "serve-it dist" },
        dependencies: { "left-pad": "1", hono: "1", "serve-it": "1", dom: "1" },
        devDependencies: {
          typescript: "1",
          "@types/node": "1",
          "eslint-plugin-x": "1",
          "happy-dom": "1",
          mentioned: "1",
        },
      }),
      "package-lock.json": JSON.stringify({
        packages: { "node_modules/hono": { version: "1", peerDependencies: { dom: "*" } } },
      }),
      "vite.config.ts": 'export default { test: { environment: "mentioned" } };',
      "src/a.ts": 'import "hono";',
      "README.md": "It has left-pad.",
    };
    expect(foundIn("unused-dependencies", files)).toEqual([
      'package.json:7 "left-pad" is declared and nothing imports it',
    ]);
  });

  it("in Python, without what serves and what checks", () => {
    const files = {
      "requirements.txt": "flask\nrequests==2\ngunicorn # serves\n",
      "requirements-dev.txt": "black\n",
      "a.py": "from flask import Flask\n",
    };
    expect(foundIn("unused-dependencies", files)).toEqual([
      'requirements.txt:1 "requests" is declared and nothing imports it',
    ]);
  });
});

describe("licences of what is installed", () => {
  const licencesOf = (packages: Record<string, string | undefined>): string[] =>
    foundIn("licences", {
      "package-lock.json": JSON.stringify({
        lockfileVersion: 3,
        packages: Object.fromEntries([
          ["", { name: "shop" }],
          ...Object.entries(packages).map(([name, license]) => [
            `node_modules/${name}`,
            { version: "1.2.3", license },
          ]),
        ]),
      }),
    });

  it("that ask for much, or aren't there", () => {
    const found = licencesOf({
      mit: "MIT",
      choice: "(AGPL-3.0-only OR MIT)",
      both: "(MIT AND AGPL-3.0-only)",
      sspl: "SSPL-1.0",
      lesser: "LGPL-3.0-or-later",
      linked: "GPL-2.0-only WITH Classpath-exception-2.0",
      secret: "UNLICENSED",
      none: undefined,
    });
    expect(found).toEqual([
      "package-lock.json:1 both 1.2.3 is under (MIT AND AGPL-3.0-only)",
      "package-lock.json:1 sspl 1.2.3 is under SSPL-1.0",
      "package-lock.json:1 secret 1.2.3 is under UNLICENSED",
      "package-lock.json:1 none 1.2.3 says no licence",
    ]);
  });

  it("aren't told by an old lock file", () => {
    expect(licencesOf({ one: undefined, two: undefined })).toEqual([]);
  });
});
