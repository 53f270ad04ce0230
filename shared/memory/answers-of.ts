import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { ledger, signals, tasks } from "../db/schema.ts";
import { longestMemory, type Memory } from "../domain/memory.ts";
import { signalBody } from "../spine/archive/read-archive.ts";
import type { Spine } from "../spine/context.ts";
import { memoryId } from "./memory-id.ts";

type Fact = typeof ledger.$inferSelect;

/** What people have answered to questions of tasks, each with what was asked. */
export async function answersOf(spine: Spine, facts: readonly Fact[]): Promise<Memory[]> {
  const ids = facts.flatMap(({ data: { signalId } }) => (typeof signalId === "string" ? [signalId] : []));
  const theirs = facts.flatMap(({ taskId }) => taskId ?? []);
  const [said, owners] = await spine.db.batch([
    spine.db.select().from(signals).where(inArray(signals.id, ids)),
    spine.db.select({ id: tasks.id, project: tasks.project }).from(tasks).where(inArray(tasks.id, theirs)),
  ]);
  const found = await Promise.all(
    facts.map(async (fact): Promise<Memory | null> => {
      const signal = said.find(({ id }) => id === fact.data["signalId"]);
      const task = owners.find(({ id }) => id === fact.taskId);
      const { by } = fact.data;
      if (signal === undefined || task === undefined || typeof by !== "string") return null;
      const body = await signalBody(spine, signal);
      const text = spine.jobs.formOf(signal.kind)?.answer(body)?.text.trim() ?? "";
      if (text === "") return null;
      return {
        id: await memoryId(fact.id),
        project: task.project,
        kind: "answer",
        title: (await questionBefore(spine, fact, task.id)).slice(0, 200),
        text: text.slice(0, longestMemory),
        url: null,
        taskId: task.id,
        by,
        provenance: signal.provenance,
        at: fact.at,
      };
    }),
  );
  return found.flatMap((memory) => memory ?? []);
}

/** What a task had asked before a fact of it. */
async function questionBefore(spine: Spine, { seq }: Fact, taskId: string): Promise<string> {
  const asked = await spine.db
    .select({ data: ledger.data, summary: ledger.summary })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "question.asked"), lt(ledger.seq, seq)))
    .orderBy(desc(ledger.seq))
    .limit(1)
    .get();
  const question = asked?.data["question"];
  return typeof question === "string" && question.trim() !== "" ? question : (asked?.summary ?? "An answer");
}
