import type { Awaited } from "./service.ts";

/** Down, or there and refusing our token; `broken`: an account there that a person has to connect anew. */
export const troubleKinds = ["down", "refused", "broken"] as const;

/** A service that keeps work from going on. */
export interface Trouble {
  service: Awaited;
  kind: (typeof troubleKinds)[number];
  /** ISO 8601; null: nobody knows. */
  since: string | null;
  reason: string | null;
}
