import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TaskRecords, together } from "../../../shared/db/task-records.ts";
import { whyChain } from "../../../shared/domain/why.ts";
import { specOf } from "../../../shared/jobs/facts.ts";
import { linesOf, readLines } from "../../../shared/spine/archive/lines.ts";

const taskId = "editorial-0123456789abcdef";
const words = fc.string({ unit: "grapheme", maxLength: 40 });
const none: TaskRecords = { ledger: [], actions: [], approvals: [], effects: [], llmCalls: [], signals: [] };

const types = [
  "signal.received",
  "task.started",
  "verdict.given",
  "approval.requested",
  "approval.decided",
  "effect.applied",
  "task.done",
  "task.closed",
] as const;

/** A task's facts as they stand in the ledger, in order. */
const story = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      summary: words,
      data: fc.dictionary(words, fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null))),
    }),
    { maxLength: 30 },
  )
  .map((facts): TaskRecords["ledger"] =>
    facts.map((one, n) => ({ ...one, seq: 10 + n * 3, id: `${taskId}/${n}`, at: 1000 + n, taskId })),
  );

const effects = fc.array(
  fc.record({
    actionId: words,
    taskId: fc.constant(taskId),
    state: fc.constantFrom("applied" as const, "failed" as const),
    attempts: fc.nat(),
    sentAt: fc.option(fc.nat()),
    firstSentAt: fc.option(fc.nat()),
    askedAt: fc.constant(null),
    error: fc.option(words),
    stale: fc.boolean(),
    progress: fc.constant(null),
    checkAt: fc.constant(null),
    result: fc.option(fc.dictionary(words, words)),
    lookAt: fc.constant(null),
    updatedAt: fc.nat(),
  }),
  { maxLength: 5 },
);

describe("the archive of a task", () => {
  it("tells why as D1 did, wherever in its story it was moved, and whatever was written twice since", () => {
    fc.assert(
      fc.property(story, fc.nat(30), fc.nat(5), (all, at, twice) => {
        const moved = all.slice(0, at);
        const archived = readLines(taskId, linesOf(taskId, { ...none, ledger: moved }));
        const again = moved.slice(0, twice).map((one) => ({ ...one, seq: one.seq + 1000 }));
        const read = together(archived, { ...none, ledger: [...all.slice(at), ...again] });
        expect(read.ledger).toEqual(all);
        expect(whyChain(read.ledger, specOf)).toEqual(whyChain(all, specOf));
      }),
    );
  });

  it("has each row as it was, to the last character", () => {
    fc.assert(
      fc.property(story, effects, (ledger, some) => {
        const records = { ...none, ledger, effects: some };
        expect(readLines(taskId, linesOf(taskId, records))).toEqual(records);
      }),
    );
  });

  it("gives a column that a table has got since its default, and refuses rows of another form or another task", () => {
    const row = { actionId: "a", taskId, state: "applied", attempts: 1, updatedAt: 5 };
    const linesWith = (one: object) =>
      `{"form":1,"taskId":"${taskId}"}\n${JSON.stringify({ table: "effects", row: one })}\n`;
    expect(readLines(taskId, linesWith(row)).effects).toMatchObject([{ ...row, stale: false, error: null }]);
    expect(() => readLines(taskId, linesWith({ ...row, attempts: "1" }))).toThrow(/a row of effects/);
    expect(() => readLines("editorial-other", linesWith(row))).toThrow(/first line/);
  });
});
