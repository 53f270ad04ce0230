import type { CircuitState } from "./circuit.ts";

/** How a service is doing by its door, for people. Times are epoch milliseconds. */
export interface GateView {
  state: CircuitState;
  inside: number;
  failures: number;
  pausedUntil: number | null;
  openUntil: number | null;
  lastSuccessAt: number | null;
  lastFailure: string | null;
}
