import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openPackageIndex, type PackageIndex } from "../support/package-index.ts";
import type { Files } from "./files.ts";
import { clearScenes, good, makeScene, nothing, readyOf, write } from "./scene.ts";

/* Python projects whose tests need what only an index has. It is one on this machine, with wheels that are made for it. */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 30_000 });

const asRoot = process.getuid?.() === 0;
const uid = 60_000_000 + process.pid;
const user = asRoot ? { uid, gid: uid } : null;

let index: PackageIndex;
beforeAll(async () => {
  index = await openPackageIndex([
    { name: "pricing", version: "1.0.0", files: { "pricing.py": "RATE = 1\n" } },
    { name: "pricing", version: "2.0.0", files: { "pricing.py": "RATE = 2\n" } },
  ]);
});
afterAll(() => index.close());
afterEach(clearScenes);

/** Doubles prices only with the version of before. */
const test = `from shop.cart import total
import pricing


def test_adds():
    assert pricing.RATE == 1
    assert total({"items": [2, 3]}) == 5
`;
const proving = `${test}

def test_empty():
    try:
        total({})
    except KeyError:
        assert False, "no items"
`;
const code = "def total(cart):\n    return sum(cart['items'])\n";
const fixed = "def total(cart):\n    return sum(cart.get('items', []))\n";
const turns = {
  red: [write({ "tests/test_cart.py": proving })],
  green: [write({ "src/shop/cart.py": fixed })],
  refactor: [nothing],
  review: [good],
};

async function played(files: Files) {
  const all: Files = {
    "src/shop/__init__.py": "",
    "src/shop/cart.py": code,
    "tests/test_cart.py": test,
    ...files,
  };
  const { run } = await makeScene(all, {
    tests: ["tests/test_cart.py"],
    code: ["src/shop/cart.py"],
    real: { user, registries: { npm: [], pypi: { url: index.url } } },
  });
  return run(turns);
}

const lock = `[[package]]
name = "pricing"
version = "1.0.0"
source = { registry = "https://pypi.org/simple" }
`;

describe("a Python project gets what its tests need, in an environment of its own", () => {
  it("from pyproject.toml, with the versions of a lock file whose tool isn't there", async () => {
    const { result, runs } = await played({
      "pyproject.toml": `[project]
name = "shop"
version = "1"
dependencies = []
[dependency-groups]
test = [{ include-group = "prices" }]
prices = ["pricing"]
[build-system]
requires = []
build-backend = "builder"
backend-path = ["."]
`,
      "builder.py": builder,
      "uv.lock": lock,
    });
    readyOf(result);
    expect(runs.map(({ name }) => name).join("\n")).toContain(
      "uv isn't there: by pip, with the versions of uv.lock",
    );
  });
});

/** A build backend without dependencies: an editable wheel with one line that says where the code is. */
const builder = `import os, zipfile
def _wheel(folder, editable):
    name = "shop-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("shop_here.pth", os.path.abspath("src"))
        wheel.writestr("shop-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: shop\\nVersion: 1\\n")
        wheel.writestr("shop-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("shop-1.dist-info/RECORD", "")
    return name
def build_wheel(folder, settings=None, metadata=None):
    return _wheel(folder, False)
def build_editable(folder, settings=None, metadata=None):
    return _wheel(folder, True)
`;
