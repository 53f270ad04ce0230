import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { createAgent } from "./agent/session.ts";
import { executeJob } from "./execute/execute-job.ts";
import { openHands } from "./hands.ts";
import type { RunJob } from "./jobs.ts";
import { log } from "./log.ts";
import { planJob } from "./plan/plan-job.ts";
import type { Toolbox } from "./toolbox.ts";

/** Does jobs with these tools, each in a folder that is gone afterwards, whatever has happened in it. */
export function runJobWith(toolbox: Toolbox): RunJob {
  return async (job, { place, emit, signal, cancel }) => {
    const folder = await mkdtemp(join(toolbox.root, "job-"));
    try {
      await chmod(folder, 0o711);
      const hands = await openHands({ user: toolbox.userOf(place), folder, path: toolbox.path });
      const agent = createAgent({ job, hands, emit, toolbox, onJobOver: cancel });
      try {
        const deps = { agent, hands, emit, folder, signal };
        return job.mode === "plan" ? await planJob(job, deps) : await executeJob(job, deps);
      } finally {
        await hands.killAll();
      }
    } finally {
      await remove(folder, job.jobId);
    }
  };
}

/** A folder that can't be removed, because the agent has locked a part of it, is no reason to lose the job's result. */
async function remove(folder: string, jobId: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    log.warn("job.folder_left", { jobId, reason: error instanceof Error ? error.message : String(error) });
  }
}
