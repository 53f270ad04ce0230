import { sha256 } from "../platform/digest.ts";

/** The id of the memory of something that has a name of its own: the same name is the same memory. */
export async function memoryId(name: string): Promise<string> {
  return `mem_${(await sha256(name)).slice(0, 24)}`;
}
