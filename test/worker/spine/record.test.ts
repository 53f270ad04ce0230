import fc from "fast-check";
import { asc, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { ledger, tasks } from "../../../shared/db/schema.ts";
import { newTaskState, reduceTask } from "../../../shared/domain/task.ts";
import { fact, recordAll } from "../../../shared/spine/record.ts";
import { aTask, spine } from "../support/spine.ts";

const types = [
  "task.started",
  "question.asked",
  "reply.received",
  "rubric.checked",
  "verdict.given",
  "approval.requested",
] as const;
/** Few, so that many are told again. */
const telling = fc.record({ type: fc.constantFrom(...types), round: fc.integer({ min: 1, max: 3 }) });
const batches = fc.array(fc.array(telling, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

it("leaves a task in the status that its ledger tells, however often a step tells the same again", async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const taskId = await aTask({ status: "queued" });
      for (const batch of all)
        await recordAll(
          spine,
          batch.map(({ type, round }) => ({
            facts: [fact(spine, taskId, `${type}/${round}`, type, `${type} ${round}`)],
          })),
        );
      const facts = await spine.db
        .select()
        .from(ledger)
        .where(eq(ledger.taskId, taskId))
        .orderBy(asc(ledger.seq));
      const told = facts.reduce((state, one) => reduceTask(state, one, spine.specOf), newTaskState(taskId));
      const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
      expect(task).toMatchObject({ status: told.status, waitingFor: told.waitingFor });
    }),
    { numRuns: 60 },
  );
});
