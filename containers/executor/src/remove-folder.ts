import { rm } from "node:fs/promises";
import { log } from "./log.ts";

/** A folder that can't be removed, because foreign code has locked a part of it, is no reason to lose a result. */
export async function removeFolder(folder: string, event: string, assignmentId?: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    log.warn(event, {
      ...(assignmentId === undefined ? {} : { assignmentId }),
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
