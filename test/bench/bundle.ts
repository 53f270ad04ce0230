import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { startChild } from "../../scripts/stack/child.ts";
import { projectRoot } from "../../scripts/stack/dev-vars.ts";
import type { Section } from "./section.ts";
import { rounded } from "./support/stats.ts";

const wrangler = join(projectRoot, "node_modules/wrangler/bin/wrangler.js");
const kib = 1024;
const shown = 12;

const metaForm = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});
const profileForm = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame: z.object({ functionName: z.string() }) })),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

/** What is loaded at every start, as `wrangler deploy` would upload it, and what evaluating it takes. */
export const bundle: Section = {
  title: "the Worker's bundle and its start-up",
  quickNeeds: {},
  run: async (bench) => {
    const folder = mkdtempSync(join(tmpdir(), "signalbox-bundle-"));
    const run = async (...args: string[]): Promise<void> => {
      const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" };
      const command = [process.execPath, wrangler, ...args];
      await startChild(`wrangler ${args[0]}`, command, env, projectRoot, join(folder, "wrangler.log"))
        .succeeded;
    };
    try {
      const [meta, worker] = [join(folder, "meta.json"), join(folder, "worker.bundle")];
      const outputs = ["--outdir", folder, "--outfile", worker, "--metafile", meta];
      await run("deploy", "--dry-run", "--containers-rollout=none", ...outputs);
      const code = readdirSync(folder).filter((name) => name.endsWith(".js"));
      const bytes = code.map((name) => readFileSync(join(folder, name)));
      const gzip = rounded(bytes.reduce((sum, one) => sum + gzipSync(one).length, 0) / kib);
      const whole = rounded(bytes.reduce((sum, one) => sum + one.length, 0) / kib);
      const starts: number[] = [];
      for (let n = 0; n < (bench.quick ? 1 : 7); n++) {
        const profile = join(folder, `${n}.cpuprofile`);
        bench.progress("a start, profiled");
        await run("check", "startup", "--worker", worker, "--outfile", profile);
        starts.push(activeMs(readFileSync(profile, "utf8")));
      }
      // Whatever else the machine does only adds to it.
      const startUpMs = Math.min(...starts);
      const packages = bytesByPackage(readFileSync(meta, "utf8"));
      return {
        data: { gzip, whole, packages: Object.fromEntries(packages), starts },
        figures: { bundleKiB: gzip, startUpMs },
        lines: [
          `bundle                        ${gzip} KiB gzip, ${whole} KiB`,
          `start-up, the least of ${starts.length}      ${startUpMs} ms (${starts.join(", ")})`,
          "heaviest in it, KiB:",
          ...packages
            .slice(0, shown)
            .map(([name, size]) => `  ${name.padEnd(34)} ${String(rounded(size / kib)).padStart(7)}`),
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The time in which something ran, collecting garbage too. */
function activeMs(text: string): number {
  const { nodes, samples, timeDeltas } = profileForm.parse(JSON.parse(text));
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id),
  );
  const active = samples.reduce((sum, id, n) => (idle.has(id) ? sum : sum + (timeDeltas[n] ?? 0)), 0);
  return rounded(active / 1000);
}

/** Bytes of the bundle by the package that they come from, the most first; ours by room. */
function bytesByPackage(text: string): [string, number][] {
  const sizes = new Map<string, number>();
  for (const { inputs } of Object.values(metaForm.parse(JSON.parse(text)).outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = nameOf(path);
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  return [...sizes].toSorted(([, a], [, b]) => b - a);
}

function nameOf(path: string): string {
  const inPackages = path.split("node_modules/").at(-1) ?? path;
  if (inPackages === path) return path.split("/").slice(0, 2).join("/");
  return inPackages
    .split("/")
    .slice(0, inPackages.startsWith("@") ? 2 : 1)
    .join("/");
}
