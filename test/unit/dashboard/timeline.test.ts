import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  endOf,
  gapsOf,
  mergeTimeline,
  standingOf,
} from "../../../pages/dashboard/src/rooms/tasks/timeline-merge.ts";
import { movesIn } from "../../../pages/dashboard/src/rooms/tasks/moves.ts";
import { questionOf } from "../../../pages/dashboard/src/parts/asked.tsx";
import { type LedgerType } from "../../../shared/domain/ledger.ts";
import { ledgerTypes, specOf } from "../../../shared/jobs/facts.ts";
import { newTaskState, reduceTask, type TaskState } from "../../../shared/domain/task.ts";
import { isFinal, taskStatuses } from "../../../shared/domain/task-status.ts";

/** A task's ledger, a second between facts. */
function ledgerOf(types: readonly LedgerType[]) {
  return types.map((type, n) => ({
    seq: n + 10,
    id: `t/${n}`,
    at: n * 1000,
    taskId: "t",
    type,
    summary: `fact ${n}`,
    data: {},
  }));
}

type Facts = ReturnType<typeof ledgerOf>;

const asRead = (facts: Facts) => facts.map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
const asHeard = (facts: Facts): TaskState =>
  facts.reduce((state, one) => reduceTask(state, one, specOf), newTaskState("t"));
const ids = (facts: readonly { id: string }[]): string[] => facts.map(({ id }) => id);

describe("a timeline that is read and heard", () => {
  it("has every fact once and in order, whichever of the two is ahead, however short the agent's memory", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ledgerTypes), { minLength: 1, maxLength: 40 }),
        fc.nat(40),
        fc.nat(40),
        fc.integer({ min: 1, max: 40 }),
        (types, readCount, heardCount, memory) => {
          const all = ledgerOf(types);
          const read = all.slice(0, readCount);
          const heard = asHeard(all.slice(0, heardCount));
          // What the agent has forgotten was read before.
          const kept = {
            ...heard,
            timeline: heard.timeline.slice(-Math.max(memory, heardCount - readCount)),
          };
          const known = all.slice(0, Math.max(read.length, heard.timeline.length));
          expect(ids(mergeTimeline(asRead(read), kept))).toEqual(ids(known));
        },
      ),
    );
  });

  it("tells heard facts in the form of those that were read", () => {
    const all = ledgerOf(["task.queued", "task.started"]);
    const { seq: _seq, ...second } = asRead(all)[1] ?? expect.fail();
    expect(mergeTimeline(asRead(all.slice(0, 1)), asHeard(all))[1]).toEqual(second);
  });

  it("is what was read as long as the agent is silent", () => {
    const read = asRead(ledgerOf(["task.queued"]));
    expect(mergeTimeline(read, null)).toEqual(read);
  });
});

describe("how a task stands", () => {
  const all = ledgerOf(["task.queued", "task.started", "approval.requested", "task.done"]);
  const working = { status: "working", waitingFor: null } as const;

  it("is what was heard as soon as it is newer", () => {
    expect(standingOf(working, asRead(all.slice(0, 2)), asHeard(all.slice(0, 3)))).toEqual({
      status: "waiting_approval",
      waitingFor: "fact 2",
    });
  });

  it("doesn't go back to what an agent has not caught up with", () => {
    const done = { status: "done", waitingFor: null } as const;
    expect(standingOf(done, asRead(all), asHeard(all.slice(0, 3)))).toEqual(done);
    expect(standingOf(done, asRead(all), null)).toEqual(done);
  });
});

describe("a task's times", () => {
  it("ends with its end, not with what people say of it later", () => {
    const facts = asRead(
      ledgerOf(["task.queued", "task.rejected", "action.judged", "task.cancelled", "task.closed"]),
    );
    expect(endOf(facts)?.type).toBe("task.rejected");
  });

  it("has no end while it is open", () => {
    expect(endOf(asRead(ledgerOf(["task.queued", "approval.requested"])))).toBeNull();
  });

  it("counts each step from the one before, and none below nothing", () => {
    const at = (ms: number) => ({ at: new Date(ms).toISOString() });
    expect(gapsOf([at(1000), at(1250), at(1200), at(61_200)])).toEqual([null, 250, 0, 60_000]);
  });
});

describe("what people can do with a task", () => {
  it("is to end it while it is open, and to do it once more when it ended without success", () => {
    const having = (move: "retry" | "cancel") =>
      taskStatuses.filter((status) => movesIn(status, false)[move]);
    expect(having("retry")).toEqual(["rejected", "failed", "cancelled"]);
    expect(having("cancel")).toEqual([
      "queued",
      "working",
      "waiting_reply",
      "waiting_approval",
      "on_hold",
      "waiting_time",
      "out_of_budget",
      "waiting_merge",
    ]);
  });

  it("is nothing while it is being cancelled", () => {
    for (const status of taskStatuses.filter((one) => !isFinal(one)))
      expect(Object.values(movesIn(status, true))).not.toContain(true);
  });

  it("is to answer the question that was asked last", () => {
    const ask = (question: unknown) => ({ type: "question.asked" as const, data: { question } });
    expect(questionOf([ask("who?"), ask("when?"), { type: "llm.called", data: {} }])).toBe("when?");
    expect(questionOf([ask(7)])).toBeNull();
    expect(questionOf([])).toBeNull();
  });
});
