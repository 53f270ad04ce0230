import { changeFacts } from "../changes/facts.ts";
import { commonFacts } from "../domain/facts.ts";
import type { FactSpec, LedgerType } from "../domain/ledger.ts";
import { bugFixFacts } from "./bug-fix/facts.ts";
import { deliveryFacts } from "./delivery/facts.ts";
import { documentFacts } from "./delivery/documents/facts.ts";
import { editorialFacts } from "./editorial/facts.ts";
import { meetingFacts } from "./meetings/facts.ts";
import { projectWatchFacts } from "./project-watch/facts.ts";

/** Every kind of fact that the ledger holds. */
export const facts: Readonly<Record<LedgerType, FactSpec>> = {
  ...commonFacts,
  ...editorialFacts,
  ...changeFacts,
  ...bugFixFacts,
  ...deliveryFacts,
  ...projectWatchFacts,
  ...documentFacts,
  ...meetingFacts,
};

export const ledgerTypes = Object.keys(facts).filter(isLedgerType);

export function isLedgerType(type: string): type is LedgerType {
  return Object.hasOwn(facts, type);
}

export function specOf(type: string): FactSpec | undefined {
  return isLedgerType(type) ? facts[type] : undefined;
}
