import type { Rules } from "../policy/rules.ts";

/** A repository as the rules spell it, whose name is the same in any case; null when they have none like it. */
export function knownRepository(repositories: Rules["repositories"], name: string): string | null {
  return Object.keys(repositories).find((one) => one.toLowerCase() === name.toLowerCase()) ?? null;
}
