import type { Circuit, CircuitState } from "./circuit.ts";

/** How a service is doing by its door, for people. Times are epoch milliseconds. */
export interface GateView {
  state: CircuitState;
  inside: number;
  failures: number;
  /** Since when it has been failing; null: it isn't. */
  failingSince: number | null;
  refusal: Circuit["refusal"];
  pausedUntil: number | null;
  openUntil: number | null;
  lastSuccessAt: number | null;
  lastFailure: string | null;
}

/** What an attempt's end may change at a door: it opens or closes, and whoever is behind it refuses our token or takes it again. */
export type GateChange = "opened" | "closed" | "refused" | "accepted";
