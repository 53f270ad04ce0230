import { expect, it } from "vitest";
import { foundIn } from "./found-in.ts";

// Put together here, so that no file of this repository holds what looks like one.
const github = ["ghp", "q7Rw2LmZ9xT4vBn8KcJ1sYd6HfG3aP5uEo0i"].join("_");
const webToken = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiJtYXlhIn0", "q7Rw2LmZ9xT4vBn8KcJ1"].join(".");
const key = `-----BEGIN PRIVATE KEY-----\n${"q7Rw2LmZ9xT4vBn8".repeat(20)}\n-----END PRIVATE KEY-----\n`;
const hook = `https://${["hooks", "slack", "com"].join(".")}/services/T01/B02/q7Rw2LmZ9xT4vBn8`;

it.each([
  ["a token", `const t = "${github}";`, 'looks like a secret: it begins with "ghp_"'],
  ["a token of the web", `const t = "${webToken}";`, 'looks like a secret: it begins with "eyJh"'],
  ["a key", key, "holds a secret key"],
  ["an address", `fetch("${hook}")`, "holds an address that is a secret in itself"],
  [
    "what is called a secret",
    `const clientSecret = "${["q7Rw2L", "mZ9xT4vBn8KcJ1"].join("")}";`,
    "has a value for clientSecret",
  ],
  [
    "a password",
    `url = "postgres://shop:${["q7Rw2L", "mZ9x"].join("")}@db.acme.com/shop"`,
    "holds a password for db.acme.com",
  ],
])("%s blocks, and isn't told", (_what, line, text) => {
  const found = foundIn("secrets", { "src/a.ts": `// first\n${line}\n` });
  expect(found).toEqual([`src/a.ts:2 ${text}`]);
  expect(found.join()).not.toContain("q7Rw2L");
});

it.each([
  'const t = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";',
  'const t = "sk-ant-your-key-goes-here";',
  'const t = "AKIAIOSFODNN7EXAMPLE";',
  'const token = "shop_session_token_v2";',
  'const TOKEN_KEY = "userSessionTokenStorageKey2";',
  "const password = process.env.DB_PASSWORD_2026_A1;",
  "postgres://postgres:s3cr3tword@localhost:5432/shop",
  "postgres://shop:s3cr3tword@db/shop",
  "redis://user:${PASSWORD}@cache.acme.com",
  "https://user:password@example.com/",
])("%s is none", (line) => {
  expect(foundIn("secrets", { "src/a.ts": line })).toEqual([]);
});

it("tests may make tokens of the web, and no others", () => {
  const files = { "test/a.test.ts": `const t = "${webToken}";\nconst u = "${github}";\n` };
  expect(foundIn("secrets", files)).toEqual(['test/a.test.ts:2 looks like a secret: it begins with "ghp_"']);
});

it("settings that programs start with have no secrets, and examples of them may have their names", () => {
  const word = ["Sup3rS3cret", "Passw0rd"].join("");
  const text = `PORT=3000\nDB_PASSWORD=${word}\nexport API_TOKEN="correct horse"\nNEXT_PUBLIC_TOKEN=abcdefgh99\nJWT_SECRET=\n`;
  expect(foundIn("secrets", { ".env": text, ".env.example": text })).toEqual([
    ".env:2 has a value for DB_PASSWORD",
  ]);
  expect(foundIn("secrets", { ".env": "DB_PASSWORD=changeme\nAPI_TOKEN=your-token-here\n" })).toEqual([]);
});
