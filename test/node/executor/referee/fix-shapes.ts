import type { Shape } from "./runner-shapes.ts";

/** A small repository whose runner is read elsewhere: what a whole fix in it takes. */
export type FixShape = Omit<Shape, "ways" | "seen">;

const cart = "exports.total = (cart) => cart.items.reduce((sum, n) => sum + n, 0);\n";

/** What the code or a test says to the console fails the test that runs, as teams have it. */
const jest: FixShape = {
  runner: "jest",
  packages: ["jest@27.5.1"],
  files: {
    "package.json": JSON.stringify({
      scripts: { test: "jest --errorOnDeprecated" },
      jest: { setupFilesAfterEnv: ["./test/no-console.js"] },
    }),
    "test/no-console.js":
      'for (const name of ["error", "warn"]) console[name] = (said) => { throw new Error(`console.${name}: ${said}`); };\n',
    "src/cart.js": cart,
    "test/cart.test.js": `const { total } = require("../src/cart.js");
test("adds", () => { expect(total({ items: [2, 3] })).toBe(5); });
`,
  },
  test: "test/cart.test.js",
  code: "src/cart.js",
  crashing: `test("without items", () => { console.error("no items"); expect(total({})).toBe(0); });\n`,
  proving: `test("without items", () => { expect(() => total({})).not.toThrow(); });\n`,
  mended: cart.replace("cart.items.", "(cart.items ?? [])."),
};

const goTest: FixShape = {
  runner: "go test",
  packages: [],
  files: {
    "go.mod": "module acme.dev/shop\n\ngo 1.18\n",
    "cart.go": "package shop\n\nfunc First(items []int) int {\n\treturn items[len(items)-1]\n}\n",
    "cart_test.go":
      'package shop\n\nimport "testing"\n\nfunc TestOne(t *testing.T) {\n\tif First([]int{2}) != 2 {\n\t\tt.Fatal("not the first")\n\t}\n}\n',
  },
  test: "cart_test.go",
  code: "cart.go",
  crashing: "\nfunc TestTwo(t *testing.T) {\n\tpanic(First([]int{2, 3}))\n}\n",
  proving:
    '\nfunc TestTwo(t *testing.T) {\n\tif got := First([]int{2, 3}); got != 2 {\n\t\tt.Fatalf("got %d, want 2", got)\n\t}\n}\n',
  mended: "package shop\n\nfunc First(items []int) int {\n\treturn items[0]\n}\n",
};

export const fixShapes: readonly FixShape[] = [jest, goTest];
