import type { Evidence } from "../evidence.ts";
import { approvalChecks } from "./approvals.ts";
import type { Violation } from "./check.ts";
import { deliveryChecks } from "./deliveries.ts";
import { effectChecks } from "./effects.ts";
import { fixChecks } from "./fixes.ts";
import { momentChecks } from "./moments.ts";
import { stopChecks } from "./stops.ts";
import { taskChecks } from "./tasks.ts";

export interface Finding {
  title: string;
  looked: number;
  violations: Violation[];
}

export function checkAll(evidence: Evidence): Finding[] {
  const all = [taskChecks, approvalChecks, effectChecks, stopChecks, fixChecks, deliveryChecks, momentChecks];
  return all.flat().map(({ title, run }) => ({ title, ...run(evidence) }));
}
