import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { createAgent } from "./agent/session.ts";
import { executeAssignment } from "./execute/execute-assignment.ts";
import { openHands } from "./hands.ts";
import type { RunAssignment } from "./assignments.ts";
import { log } from "./log.ts";
import { planAssignment } from "./plan/plan-assignment.ts";
import type { Toolbox } from "./toolbox.ts";

/** Does assignments with these tools, each in a folder that is gone afterwards, whatever has happened in it. */
export function runAssignmentWith(toolbox: Toolbox): RunAssignment {
  return async (assignment, { place, emit, signal, cancel }) => {
    const folder = await mkdtemp(join(toolbox.root, "assignment-"));
    try {
      await chmod(folder, 0o711);
      const hands = await openHands({ user: toolbox.userOf(place), folder, path: toolbox.path });
      const agent = createAgent({ assignment, hands, emit, toolbox, onAssignmentOver: cancel });
      try {
        const deps = { agent, hands, emit, folder, signal };
        const result =
          assignment.mode === "plan"
            ? await planAssignment(assignment, deps)
            : await executeAssignment(assignment, deps);
        // What the machine couldn't keep apart is part of the evidence.
        return result.kind === "ready" ? { ...result, walls: [...toolbox.warnings] } : result;
      } finally {
        await hands.killAll();
      }
    } finally {
      await remove(folder, assignment.assignmentId);
    }
  };
}

/** A folder that can't be removed, because the agent has locked a part of it, is no reason to lose the assignment's result. */
async function remove(folder: string, assignmentId: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    log.warn("assignment.folder_left", {
      assignmentId,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
