import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { messageWithButton, Outside } from "../../scripts/demo/outside.ts";
import { freePorts } from "../../scripts/stack/ports.ts";
import { startStack } from "../../scripts/stack/stack.ts";
import { waitFor } from "../../scripts/stack/wait.ts";

/** `npm run bench -- --n 50 --rate 5`: tasks from the Slack event to the published post, each approved as soon as it is asked. */
const { values } = parseArgs({
  options: { n: { type: "string", default: "50" }, rate: { type: "string", default: "5" } },
});
const count = Number(values.n);
const everyMs = 1000 / Number(values.rate);
const withinMs = 120_000;
const brief = readFileSync(resolve(import.meta.dirname, "../../scripts/demo/brief.md"), "utf8");

const stateDir = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
const stack = await startStack({
  stateDir,
  ports: await freePorts(),
  devVars: "",
  blog: false,
  overrides: { LLM_DAILY_BUDGET_USD: "1000" },
});
try {
  const outside = new Outside(stack);
  const runs = Array.from({ length: count }, async (_, n) => {
    await sleep(n * everyMs);
    const sentAt = performance.now();
    const { ts } = await outside.say("U0PRIYA", brief.replace("our nightly jobs", `nightly job number ${n}`));
    const ackMs = performance.now() - sentAt;
    const message = await waitFor("the approval", withinMs, async () =>
      messageWithButton(await outside.messages(), ts, "approval.approve"),
    );
    const askedMs = performance.now() - sentAt;
    await outside.click("U0MAYA", message, "approval.approve");
    await waitFor("the report", withinMs, async () =>
      (await outside.messages()).some(
        (one) => one.thread_ts === ts && one.text.includes("published, approved"),
      ),
    );
    return { ackMs, askedMs, publishedMs: performance.now() - sentAt };
  });
  const done = await Promise.all(runs);
  const row = (name: "ackMs" | "askedMs" | "publishedMs"): string => {
    const sorted = done.map((one) => one[name]).toSorted((a, b) => a - b);
    const at = (share: number): string =>
      `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)}`.padStart(
        7,
      );
    return `${name.padEnd(12)} p50 ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)}`;
  };
  console.log(`${count} tasks at ${values.rate}/s, sandbox model, milliseconds from the person's message`);
  for (const name of ["ackMs", "askedMs", "publishedMs"] as const) console.log(row(name));
} finally {
  await stack.stop();
  rmSync(stateDir, { recursive: true, force: true });
}
