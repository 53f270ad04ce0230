import { createHash } from "node:crypto";

/** The same for the same name. */
export function numberOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE();
}
