import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { findChromium, howToGetChromium } from "./scripts/browser/chromium.ts";
import { freePorts } from "./scripts/stack/ports.ts";
import { localSettings } from "./scripts/stack/settings.ts";
import { SystemsFirst } from "./test/support/sequencer.ts";
import { startSandboxProcess } from "./test/worker/support/sandbox.ts";

const ports = await freePorts();
const { values } = localSettings("", ports, "test-api-token");
const digest = (token: string): string => createHash("sha256").update(token).digest("hex");
/** The sandbox's people, one of each role with a token. */
const people: object[] = [
  ...JSON.parse(values["PEOPLE"] ?? "[]"),
  { id: "vera", name: "Vera", role: "viewer", tokenSha256: digest("viewer-token") },
  { id: "arno", name: "Arno", role: "approver", tokenSha256: digest("approver-token") },
];

// Where there is no browser, a person is told how to get one; CI has no excuse.
const browserTests = findChromium() !== null || process.env["CI"] !== undefined;
if (!browserTests) console.warn(`\n  THE BROWSER TESTS DON'T RUN: ${howToGetChromium}\n`);

/** So many files run side by side, of whatever project: each has what it needs for itself. */
const side = { maxWorkers: Math.min(4, Math.max(2, availableParallelism())) };

/** What the kinds of text import of Workers, for tests that only read them. */
const resolve = {
  alias: { "cloudflare:workers": new URL("test/eval/workers-module.ts", import.meta.url).pathname },
};

export default defineConfig({
  test: {
    ...side,
    sequence: { sequencer: SystemsFirst },
    silent: "passed-only",
    projects: [
      // Nothing but functions: they share one graph of modules.
      {
        resolve,
        test: { ...side, name: "unit", include: ["test/unit/**/*.test.ts"], pool: "threads", isolate: false },
      },
      { resolve, test: { ...side, name: "node", include: ["test/node/**/*.test.ts"] } },
      {
        plugins: [
          // Each workerd has a sandbox of its own, so that they can run side by side.
          cloudflareTest(async () => {
            const sandbox = await startSandboxProcess();
            return {
              wrangler: { configPath: "./wrangler.toml" },
              remoteBindings: false,
              miniflare: {
                bindings: {
                  ...localSettings("", { ...ports, sandbox: Number(new URL(sandbox).port) }, "test-api-token")
                    .values,
                  PEOPLE: JSON.stringify(people),
                  // Tests ask faster than people; those of the limits turn them on.
                  RATE_LIMITS: "false",
                  SANDBOX_URL: sandbox,
                  TEST_MIGRATIONS: await readD1Migrations("migrations"),
                },
              },
            };
          }),
        ],
        test: {
          ...side,
          name: "workerd",
          include: ["test/worker/**/*.test.ts"],
          setupFiles: ["test/worker/support/scope.ts"],
          testTimeout: 30_000,
          // Setting the stage starts many programs.
          hookTimeout: 60_000,
          // One graph of modules for all files of a workerd; each file begins with empty stores (scope.ts).
          isolate: false,
          // With a cache on disk a workerd that starts late is sent all modules in one message, and can't take one of more than 32 MiB.
          fsModuleCache: false,
        },
      },
      {
        test: {
          ...side,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          // A system for each worker, as below.
          isolate: false,
          testTimeout: 900_000,
          hookTimeout: 180_000,
        },
      },
      ...(browserTests
        ? [
            {
              test: {
                ...side,
                name: "browser",
                include: ["test/browser/**/*.test.ts"],
                // A worker's files share its system and its browser, one after the other.
                isolate: false,
                testTimeout: 120_000,
                hookTimeout: 120_000,
                expect: { poll: { timeout: 20_000 } },
              },
            },
          ]
        : []),
    ],
  },
});
