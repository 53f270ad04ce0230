import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockState, refuseSecondStart } from "../../../scripts/stack/state-lock.ts";

describe("a state folder", () => {
  const urls = { worker: "http://127.0.0.1:9", dashboard: "http://127.0.0.1:19" };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "signalbox-lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is one start's until it gives it back; another is told where that one is", async () => {
    const unlock = await lockState(folder, urls);
    await expect(lockState(folder, urls)).rejects.toThrow(
      new RegExp(`already runs on .+ as process ${process.pid}: worker http://127.0.0.1:9, dashboard`),
    );
    unlock();
    (await lockState(folder, urls))();
  });

  it("is taken over from a process that is gone, or whose number is another's by now, or that died over its lock", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    const long = Date.now() - 3_600_000;
    for (const text of [
      JSON.stringify({ pid: gone, at: Date.now(), urls }),
      JSON.stringify({ pid: process.pid, at: long, urls }),
      '{"pid":',
    ]) {
      writeFileSync(join(folder, "running.json"), text);
      await refuseSecondStart(folder);
      (await lockState(folder, urls))();
    }
  });
});
