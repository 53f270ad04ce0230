import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { approvals } from "../db/schema.ts";
import type { ApprovalRow } from "./approval-entry.ts";

/** What the pieces of a task's version are asked about together as. */
export function bundleOf(taskId: string, revision: number): string {
  return `${taskId}.${revision}`;
}

/** All that was ever asked about in a bundle, oldest first: what people have edited stands beside what took its place. */
export async function approvalsIn(db: Database, bundle: string): Promise<ApprovalRow[]> {
  return db
    .select()
    .from(approvals)
    .where(eq(approvals.bundle, bundle))
    .orderBy(asc(approvals.createdAt), asc(approvals.id));
}

/** What is open in a bundle, oldest first. */
export async function openIn(db: Database, bundle: string): Promise<ApprovalRow[]> {
  return db
    .select()
    .from(approvals)
    .where(and(eq(approvals.bundle, bundle), eq(approvals.status, "pending")))
    .orderBy(asc(approvals.createdAt), asc(approvals.id));
}
