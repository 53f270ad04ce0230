import type { LedgerEntry } from "../../../../../shared/domain/ledger.ts";

/** A fact as the API shows it: its time is ISO 8601 in UTC. */
export type FactView = Omit<LedgerEntry, "at"> & { at: string };
