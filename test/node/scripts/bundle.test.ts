import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundledWorker } from "../../../scripts/stack/bundle.ts";
import { optionsIn } from "../../../scripts/stack/local-miniflare.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "signalbox-bundle-"));
  writeFileSync(
    join(folder, "wrangler.toml"),
    `name = "small"\nmain = "small.ts"\ncompatibility_date = "2026-11-01"\n[vars]\nWHO = "the configuration"\n[[r2_buckets]]\nbinding = "FILES"\nbucket_name = "files"\n`,
  );
  // Secrets that wrangler would read along with the configuration.
  writeFileSync(join(folder, ".dev.vars"), "SECRET=of-one-stack\n", { mode: 0o600 });
  writeFileSync(
    join(folder, "small.ts"),
    `import { word } from "./word.ts";\nexport default { fetch: () => new Response(word) };\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const word = (text: string): void => writeFileSync(join(folder, "word.ts"), text);
const bundled = async (): Promise<string> =>
  bundledWorker(join(folder, "wrangler.toml"), join(folder, "bundles"), {
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" },
    logFile: join(folder, "bundle.log"),
  });

it("a bundle carries the configuration and no secrets, lasts until one of its files has other contents, and tells where the code doesn't build", async () => {
  word(`export const word = "first";`);
  const first = await bundled();
  const code = readFileSync(join(first, "small.js"), "utf8");
  expect(code).toContain("first");
  expect(optionsIn(first).worker).toMatchObject({
    bindings: { WHO: "the configuration" },
    r2Buckets: { FILES: { id: "files" } },
  });
  expect(readFileSync(join(first, "options.json"), "utf8")).not.toContain("of-one-stack");

  word(`export const word = "first";`);
  expect(await bundled()).toBe(first);

  word(`export const word = "second";`);
  const second = await bundled();
  expect(readFileSync(join(second, "small.js"), "utf8")).toContain("second");
  // Whoever runs the first still has it.
  expect(readFileSync(join(first, "small.js"), "utf8")).toBe(code);

  word(`export const word = ;`);
  await expect(bundled()).rejects.toThrow("word.ts:1");
  word(`export const word = "first";`);
  expect(await bundled()).toBe(first);
}, 60_000);
