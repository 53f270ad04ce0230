import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEntry, LedgerType } from "../../../shared/domain/ledger.ts";
import { ledgerTypes, specOf } from "../../../shared/jobs/facts.ts";
import { newTaskState, reduceTask, type TaskState } from "../../../shared/domain/task.ts";
import { isFinal } from "../../../shared/domain/task-status.ts";

const types = fc.constantFrom(...ledgerTypes);
const facts = fc
  .array(types, { maxLength: 60 })
  .map((list) =>
    list.map((type, n) => ({ id: `t/${n}`, seq: n + 1, at: n, taskId: "t", type, summary: type, data: {} })),
  );
const fold = (list: (LedgerEntry & { seq: number })[], from: TaskState = newTaskState("t")): TaskState =>
  list.reduce((state, one) => reduceTask(state, one, specOf), from);

describe("a task's state machine", () => {
  it("never leaves a final status", () => {
    fc.assert(
      fc.property(facts, (list) => {
        let state = newTaskState("t");
        for (const one of list) {
          const before = state;
          state = reduceTask(state, one, specOf);
          if (isFinal(before.status)) expect(state.status).toBe(before.status);
        }
      }),
    );
  });

  it("goes on after the wish to cancel, and nothing moves it once it is cancelled", () => {
    const of = (...list: LedgerType[]) =>
      list.map((type, n) => ({
        id: `c/${n}`,
        seq: n + 1000,
        at: n,
        taskId: "t",
        type,
        summary: type,
        data: {},
      }));
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const started = fold(before);
        const asked = fold(of("task.cancel_requested"), started);
        expect(asked.status).toBe(started.status);
        expect(asked.waitingFor).toBe(started.waitingFor);
        const ended = fold(of("task.cancel_requested", "task.cancelled"), started);
        expect(ended.status).toBe(isFinal(started.status) ? started.status : "cancelled");
        expect(isFinal(started.status) || ended.waitingFor === null).toBe(true);
        const later = after.map((one) => ({ ...one, id: `later/${one.id}`, seq: one.seq + 2000 }));
        expect(fold(later, ended).status).toBe(ended.status);
      }),
    );
  });

  it("comes to the same state when facts arrive again, in any pieces", () => {
    fc.assert(
      fc.property(facts, fc.array(fc.nat(60)), (list, cuts) => {
        let state = newTaskState("t");
        for (const cut of [...cuts, list.length]) state = fold(list.slice(0, cut), state);
        expect(state).toEqual(fold(list));
      }),
    );
  });

  it("says what it waits for exactly while it waits", () => {
    fc.assert(
      fc.property(facts, (list) => {
        const { status, waitingFor } = fold(list);
        expect(waitingFor !== null).toBe(
          [
            "waiting_reply",
            "waiting_approval",
            "on_hold",
            "waiting_time",
            "out_of_budget",
            "waiting_merge",
          ].includes(status),
        );
      }),
    );
  });

  it("keeps the newest facts and forgets the oldest", () => {
    const many = Array.from({ length: 300 }, (_, n) => ({
      id: `t/${n}`,
      seq: n + 1,
      at: n,
      taskId: "t",
      type: "llm.called" as const,
      summary: "",
      data: {},
    }));
    const { timeline } = fold(many);
    expect(timeline.at(-1)?.id).toBe("t/299");
    expect(timeline.length).toBeLessThan(300);
  });
});
